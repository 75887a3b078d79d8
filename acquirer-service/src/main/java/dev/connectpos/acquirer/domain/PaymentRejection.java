package dev.connectpos.acquirer.domain;

/** Why a command has no effect. In order of precedence: the first that applies is the answer. */
public enum PaymentRejection {
  /** It names another attempt than the payment's. */
  OTHER_ATTEMPT("Operação de outra tentativa de pagamento"),
  /** There is no such payment yet. */
  NOT_STARTED("Pagamento inexistente"),
  /** A payment is started once. */
  ALREADY_STARTED("Pagamento já iniciado"),
  /** Nobody has an approval to confirm. */
  NOT_AUTHORIZED("Pagamento não autorizado"),
  /** The terminal has not confirmed it yet. */
  NOT_CONFIRMED("Pagamento ainda não confirmado pelo terminal"),
  /** It was declined. */
  DECLINED("Pagamento recusado"),
  /** It is being undone. */
  BEING_REVERSED("Pagamento em desfazimento"),
  /** It was undone. */
  REVERSED("Pagamento desfeito"),
  /** It was not captured in time, and its hold is released (A2). */
  EXPIRED("Autorização expirada"),
  /** All of it went back. */
  CANCELED("Pagamento já cancelado"),
  /** Once confirmed, only the merchant gives it back. */
  ALREADY_CONFIRMED("Pagamento já confirmado"),
  /** Captured money goes back by cancel or refund only, and nothing is captured after the last. */
  ALREADY_CAPTURED("Pagamento já capturado"),
  /** There is still time to confirm, or to capture. */
  DEADLINE_NOT_REACHED("Prazo ainda não encerrado"),
  /** An approval with another authorization code than the one we hold: an operator must look. */
  OTHER_APPROVAL("Código de autorização divergente"),
  /** The network denies what it approved before: an operator must look. */
  CONTRADICTS_APPROVAL("Resposta da rede contradiz a autorização"),
  /** It gave back what it had refused, and there is no room for it: an operator must look. */
  CONTRADICTS_REFUSAL("Resposta da rede contradiz a recusa do cancelamento"),
  /**
   * It refused what is known to be given back, by its own word or by an operator's: one must look.
   */
  CONTRADICTS_CANCELLATION("Resposta da rede contradiz o cancelamento"),
  /** No reversal is under way. */
  NOTHING_TO_ACKNOWLEDGE("Nenhum desfazimento em andamento"),
  /** No such cancellation was asked for. */
  UNKNOWN_CANCELLATION("Cancelamento inexistente"),
  /** The request was carried out, or refused by the network, with another amount. */
  REQUEST_WITH_DIFFERENT_CONTENTS("Solicitação repetida com conteúdo diferente"),
  /** All of it is being given back. */
  BEING_CANCELED("Cancelamento em andamento"),
  /** All of it went back or is about to. */
  NOTHING_LEFT("Não há valor a estornar"),
  /** Money does not change its currency. */
  OTHER_CURRENCY("Moeda diferente da moeda do pagamento"),
  /** Zero and less cannot be moved. */
  AMOUNT_NOT_POSITIVE("O valor deve ser maior que zero"),
  /** More than 7 days after the authorization (A2). */
  CAPTURE_WINDOW_OVER("Prazo de captura encerrado"),
  /** Captured in all at most what was authorized. */
  AMOUNT_EXCEEDS_AUTHORIZED("Valor maior que o autorizado"),
  /** On its day a sale is undone as a whole (A3). */
  PARTIAL_VOID_NOT_ALLOWED("Cancelamento parcial não permitido no dia da venda"),
  /** A void whose day is over, or that a hold was asked with: it would have to be another kind. */
  NEW_CANCELLATION_NEEDED("Cancelamento não pode ser repetido: solicite um novo"),
  /** More than 180 days after the capture (A4). */
  REFUND_WINDOW_OVER("Prazo de estorno encerrado"),
  /** What went back and what is asked for is at most what was captured. */
  AMOUNT_EXCEEDS_LEFT("Valor maior que o saldo da venda"),
  /** The affiliation's balance does not cover it (A5). */
  INSUFFICIENT_BALANCE("Saldo de recebíveis insuficiente");

  private final String message;

  PaymentRejection(String message) {
    this.message = message;
  }

  /** For the merchant, in Portuguese. */
  public String message() {
    return message;
  }
}
