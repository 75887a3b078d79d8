/** What the page says, in the two languages it has. Texts of the server are shown as they come. */
const LANGUAGE = 'connect-language';

const TEXTS = {
  pt: {
    console: 'balcão', views: 'Partes da página', counter: 'Balcão', desk: 'Painel',
    english: 'English', otherLanguage: 'en', signOut: 'Sair', asking: 'Um momento…',
    signInTitle: 'Entrar', signInHint:
      'A chave fica só na memória desta página: não é guardada, e some quando ela é fechada ou recarregada.',
    secretKey: 'Chave secreta', operatorToo: 'Também sou operador', adminToken: 'Token de operador',
    account: 'Conta', signIn: 'Entrar', signInRefused: 'Esta chave não foi aceita.',
    products: 'O que vai ser?', other: 'Outro item', description: 'Descrição', price: 'Preço',
    add: 'Incluir', noAmount: 'Digite um valor como 12,50, até o máximo.', cart: 'Itens',
    less: 'Menos um', more: 'Mais um', total: 'Total',
    payment: 'Como vai pagar?', mode: 'Modo', direct: 'Direto', listed: 'Listado',
    listedHint: 'O pedido entra na lista da maquininha. Lá se escolhe a forma, e pode ser pago em partes.',
    type: 'Forma', credit: 'Crédito', debit: 'Débito', voucher: 'Voucher', instalments: 'Parcelas',
    inFull: 'À vista', interest: 'Juros', shop: 'Loja Demonstração', merchant: 'Sem juros (lojista)', issuer: 'Com juros (emissor)',
    operation: 'Captura', auth_and_capture: 'Na hora', auth_only: 'Depois (pré-autorização)',
    terminalPick: 'Maquininha', pairing: 'pareando…', beside: 'ao lado', online: 'conectada',
    offline: 'desconectada', sendNothing: 'Escolha um produto', send: 'Enviar para a maquininha',
    recent: 'Pedidos recentes', terminal: 'Maquininha',
    pairByHand: 'A maquininha espera ser pareada, com o código',
    nobodyAnswers: 'Ninguém respondeu. Confira se o sistema está no ar e tente de novo.',
    order: 'Pedido', progress: 'Andamento', paid: 'Pago', givenBack: 'Devolvido',
    step_created: 'Criado', step_onTerminal: 'Na maquininha', step_received: 'Pago', step_closed: 'Concluído',
    stage_queued: 'Na fila da maquininha', stage_shown: 'Na tela da maquininha: apresente o cartão',
    stage_authorizing: 'Autorizando o cartão', stage_verifying: 'Verificando. Não cobre de novo.',
    stage_approved: 'Aprovado', stage_declined: 'Recusado. Tente outro cartão.',
    stage_reversing: 'Desfazendo', stage_reversed: 'Desfeito: nada foi cobrado',
    stage_rejected: 'Tirado da tela na maquininha', stage_received: 'Pago! Falta só concluir.',
    stage_returned: 'Devolvido. O pedido pode ser pago de novo, ou cancelado.',
    stage_paid: 'Venda concluída', stage_canceled: 'Pedido cancelado', stage_failed: 'Pedido não pago',
    finish: 'Concluir venda', cancelOrder: 'Cancelar pedido', printNote: 'Imprimir NF-e de exemplo',
    next: 'Novo pedido', charge: 'Cobrança', card: 'Cartão', authorization: 'Autorização',
    capture: 'Capturar', release: 'Liberar', refund: 'Estornar', amount: 'Valor',
    underWay: 'Pedido ao adquirente, aguardando resposta', documents: 'Documentos', note: 'NF-e',
    printAsked: 'A nota foi para a impressora da maquininha.',
    printBusy: 'A maquininha ainda imprime outro documento.',
    print_queued: 'na fila', print_printing: 'imprimindo', print_printed: 'impressa', print_failed: 'falhou',
    status_pending: 'em aberto', status_paid: 'pago', status_canceled: 'cancelado',
    status_failed: 'não pago', status_processing: 'processando',
    timeline: 'Linha do tempo', hops: 'passos em', time: 'Hora e intervalo', lanes: 'Caminho', hop: 'Passo',
    by_terminal: 'pela maquininha', by_merchant: 'pelo lojista', by_network: 'pela rede', by_clock: 'pelo relógio',
    service_order: 'pedido', service_terminal: 'maquininha',
    service_acquirer: 'adquirente', service_notification: 'webhook',
    events: 'Eventos', live: 'ao vivo', connecting: 'conectando', noEvents: 'Cada passo da venda aparece aqui, como no seu webhook.',
    code: 'O mesmo em código', codeHint: 'Cada ação desta página, pronta para o seu PDV. A chave vem de $CONNECT_KEY.',
    programmingLanguage: 'Linguagem', copy: 'Copiar', copied: 'Copiado',
    callPair: 'Parear a maquininha', callMode: 'Mudar o modo da maquininha', callOrder: 'Criar o pedido',
    callClose: 'Concluir o pedido', callCancelOrder: 'Cancelar o pedido', callRefund: 'Estornar',
    callCapture: 'Capturar', callPrint: 'Imprimir a nota', callPrinting: 'Permitir impressão',
    callResend: 'Reenviar a entrega', callRetry: 'Repetir o estorno',
    balance: 'Saldo', netOfFees: 'líquido, já sem as taxas', gross: 'Bruto', net: 'Líquido', available: 'Disponível', waiting: 'A receber', transferred: 'Transferido',
    noBalance: 'Ainda não há saldo.', dueChart: 'A receber, líquido, por data de pagamento', asTable: 'Ver em tabela',
    day: 'Dia', fee: 'Taxa', terminals: 'Maquininhas', serial: 'Série', presence: 'Presença',
    openOrders: 'Pedidos em aberto', state: 'Estado', payments: 'Pagamentos',
    acquirer_captured: 'capturado', acquirer_voided: 'cancelado', acquirer_refunded: 'estornado',
    acquirer_error_on_voiding: 'erro no cancelamento', acquirer_error_on_refunding: 'erro no estorno',
    reason: 'Motivo', action: 'Ação', retry: 'Repetir', operatorsOnly: 'só operadores',
    deliveries: 'Entregas de webhooks', event: 'Evento', attempts: 'Tentativas', resend: 'Reenviar',
    delivery_pending: 'pendente', delivery_sent: 'entregue', delivery_failed: 'falhou',
    acquirersDay: 'Para o adquirente hoje é', skipDay: 'Avançar um dia', callClock: 'Avançar o relógio de teste',
    invariants: 'Invariantes do dinheiro', allKept: 'todas valem', broken: 'violações', kept: 'vale', unchecked: 'não conferido',
    checked: 'conferido em', parked: 'Mensagens paradas', message: 'Mensagem', parkedSince: 'Desde',
    parked_gap: 'falta a anterior', parked_failed: 'falhou', parked_delayed: 'demorou demais', parked_behind: 'atrás de outra',
    parked_unreadable: 'ilegível', parked_refused: 'recusada pelo Kafka', replay: 'Reprocessar', callReplay: 'Reprocessar a mensagem',
    stillParked: 'A mensagem ainda não pôde ser aplicada.', auditLog: 'Auditoria', moment: 'Quando', byWhom: 'Quem',
    nothing: 'Nada por aqui.', done: 'Feito.',
  },
  en: {
    console: 'counter', views: 'Parts of the page', counter: 'Counter', desk: 'Desk',
    english: 'Português', otherLanguage: 'pt-BR', signOut: 'Sign out', asking: 'One moment…',
    signInTitle: 'Sign in', signInHint:
      'The key stays in the memory of this page: it is not stored, and gone when the page is closed or reloaded.',
    secretKey: 'Secret key', operatorToo: 'I am an operator, too', adminToken: "Operator's token",
    account: 'Account', signIn: 'Sign in', signInRefused: 'This key was not accepted.',
    products: 'What will it be?', other: 'Something else', description: 'Description', price: 'Price',
    add: 'Add', noAmount: 'Type an amount like 12,50, up to the most there is.', cart: 'Items',
    less: 'One less', more: 'One more', total: 'Total',
    payment: 'How is it paid?', mode: 'Mode', direct: 'Direct', listed: 'Listed',
    listedHint: 'The order joins the list on the terminal. How it is paid is chosen there, in parts if need be.',
    type: 'By', credit: 'Credit', debit: 'Debit', voucher: 'Voucher', instalments: 'Instalments',
    inFull: 'In full', interest: 'Interest', shop: 'Loja Demonstração', merchant: "Interest-free (merchant's)", issuer: "With interest (issuer's)",
    operation: 'Capture', auth_and_capture: 'At once', auth_only: 'Later (pre-authorization)',
    terminalPick: 'Terminal', pairing: 'pairing…', beside: 'beside this', online: 'connected',
    offline: 'not connected', sendNothing: 'Choose a product', send: 'Send to the terminal',
    recent: 'Recent orders', terminal: 'Terminal',
    pairByHand: 'The terminal waits to be paired, with the code',
    nobodyAnswers: 'Nobody answered. See whether the system is up and try again.',
    order: 'Order', progress: 'Progress', paid: 'Paid', givenBack: 'Given back',
    step_created: 'Created', step_onTerminal: 'On the terminal', step_received: 'Paid', step_closed: 'Closed',
    stage_queued: 'In the queue of the terminal', stage_shown: 'On the terminal: present the card',
    stage_authorizing: 'Authorizing the card', stage_verifying: 'Checking. Do not charge again.',
    stage_approved: 'Approved', stage_declined: 'Declined. Try another card.',
    stage_reversing: 'Undoing', stage_reversed: 'Undone: nothing was charged',
    stage_rejected: 'Taken off the screen at the terminal', stage_received: 'Paid! Only to be closed.',
    stage_returned: 'Given back. The order can be paid again, or canceled.',
    stage_paid: 'Sale closed', stage_canceled: 'Order canceled', stage_failed: 'Order not paid',
    finish: 'Close the sale', cancelOrder: 'Cancel the order', printNote: 'Print a sample invoice',
    next: 'New order', charge: 'Charge', card: 'Card', authorization: 'Authorization',
    capture: 'Capture', release: 'Release', refund: 'Refund', amount: 'Amount',
    underWay: 'Asked of the acquirer, waiting for the answer', documents: 'Documents', note: 'Invoice',
    printAsked: "The invoice is on its way to the terminal's printer.",
    printBusy: 'The terminal is still printing another document.',
    print_queued: 'queued', print_printing: 'printing', print_printed: 'printed', print_failed: 'failed',
    status_pending: 'open', status_paid: 'paid', status_canceled: 'canceled',
    status_failed: 'not paid', status_processing: 'processing',
    timeline: 'Timeline', hops: 'hops in', time: 'Time and gap', lanes: 'Path', hop: 'Hop',
    by_terminal: 'by the terminal', by_merchant: 'by the merchant', by_network: 'by the network', by_clock: 'by the clock',
    service_order: 'order', service_terminal: 'terminal',
    service_acquirer: 'acquirer', service_notification: 'webhook',
    events: 'Events', live: 'live', connecting: 'connecting', noEvents: 'Every step of a sale appears here, as in your webhook.',
    code: 'The same in code', codeHint: 'Each action of this page, ready for your PDV. The key comes from $CONNECT_KEY.',
    programmingLanguage: 'Language', copy: 'Copy', copied: 'Copied',
    callPair: 'Pair the terminal', callMode: "Change the terminal's mode", callOrder: 'Create the order',
    callClose: 'Close the order', callCancelOrder: 'Cancel the order', callRefund: 'Refund',
    callCapture: 'Capture', callPrint: 'Print the invoice', callPrinting: 'Allow printing',
    callResend: 'Send the delivery again', callRetry: 'Try the refund again',
    balance: 'Balance', netOfFees: 'net of the fees', gross: 'Gross', net: 'Net', available: 'Available', waiting: 'To come', transferred: 'Transferred',
    noBalance: 'There is no balance yet.', dueChart: 'To come, net, by payment date', asTable: 'Show as a table',
    day: 'Day', fee: 'Fee', terminals: 'Terminals', serial: 'Serial', presence: 'Presence',
    openOrders: 'Open orders', state: 'State', payments: 'Payments',
    acquirer_captured: 'captured', acquirer_voided: 'voided', acquirer_refunded: 'refunded',
    acquirer_error_on_voiding: 'error on voiding', acquirer_error_on_refunding: 'error on refunding',
    reason: 'Reason', action: 'Action', retry: 'Try again', operatorsOnly: 'operators only',
    deliveries: 'Webhook deliveries', event: 'Event', attempts: 'Attempts', resend: 'Send again',
    delivery_pending: 'pending', delivery_sent: 'delivered', delivery_failed: 'failed',
    acquirersDay: 'For the acquirer it is', skipDay: 'Skip a day', callClock: 'Put the test clock forward',
    invariants: 'Invariants of money', allKept: 'all hold', broken: 'violations', kept: 'holds', unchecked: 'not checked',
    checked: 'checked on', parked: 'Parked messages', message: 'Message', parkedSince: 'Since',
    parked_gap: 'the one before is missing', parked_failed: 'failed', parked_delayed: 'took too long', parked_behind: 'behind another',
    parked_unreadable: 'unreadable', parked_refused: 'refused by Kafka', replay: 'Replay', callReplay: 'Replay the message',
    stillParked: 'The message still cannot be applied.', auditLog: 'Audit log', moment: 'When', byWhom: 'Who',
    nothing: 'Nothing here.', done: 'Done.',
  },
};

// The terminal in the frame has the same setting under the same name.
let language = localStorage.getItem(LANGUAGE) === 'en' ? 'en' : 'pt';

/** A text in the language of the page. */
export function t(key) {
  const text = TEXTS[language][key];
  if (text === undefined) {
    throw new Error(`no text "${key}"`);
  }
  return text;
}

/** Whether there is a text: for words of a server that may know more of them. */
export function has(key) {
  return key in TEXTS[language];
}

/** The one that fits of texts in both languages. */
export function texts(both) {
  return both[language];
}

export function switchLanguage() {
  language = language === 'pt' ? 'en' : 'pt';
  localStorage.setItem(LANGUAGE, language);
  announceLanguage();
}

/** For screen readers: what the page is written in. */
export function announceLanguage() {
  document.documentElement.lang = language === 'pt' ? 'pt-BR' : 'en';
}
