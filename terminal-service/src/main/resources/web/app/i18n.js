/** What the terminal says, in the two languages it has. Texts of the server are shown as they come. */
const LANGUAGE = 'connect-language';

const TEXTS = {
  pt: {
    language: 'Português',
    terminal: 'Terminal de cartões', screen: 'Tela', keypad: 'Teclado', paper: 'Comprovante',
    starting: 'Iniciando', elsewhere: 'Terminal aberto em outra aba',
    elsewhereHint: 'Um terminal funciona em uma aba por vez. Feche a outra e recarregue.',
    insecure: 'Sem criptografia', insecureHint: 'Abra a página por https ou em 127.0.0.1.',
    off: 'Desligado', turnOn: 'Ligar na tomada',
    keyTitle: 'Injeção de chave', keyHint: 'Digite a chave inicial DUKPT deste terminal.',
    keyId: 'Identificação da chave (16 dígitos hexadecimais)', key: 'Chave inicial (32 ou 64)',
    keyInject: 'Injetar', keyWrong: 'Isto não é uma chave.',
    pairingTitle: 'Código de pareamento', pairingHint: 'Informe este código ao sistema do lojista.',
    pairingRefused: 'Pareamento recusado', serial: 'Série',
    offline: 'Sem conexão', offlineHint: 'Tentando conectar', credentialHint:
      'Se o servidor não conhece mais este terminal, pareie de novo em Configurações.',
    idle: 'Aguardando Pagamentos', idleHint: 'O pedido do PDV aparece aqui.',
    inactive: 'Terminal desativado', inactiveHint: 'Não recebe pedidos. Vende por valor avulso.',
    orders: 'Pedidos', standalone: 'Valor avulso', settings: 'Configurações',
    listTitle: 'Pedidos', listEmpty: 'Nenhum pedido na lista', listMore: 'Há mais pedidos',
    listHint: '↑ ↓ e verde para escolher',
    order: 'Pedido', owed: 'Falta', of: 'de', choose: 'Forma de pagamento',
    credit: 'Crédito', debit: 'Débito', voucher: 'Voucher', sight: 'à vista',
    withInterest: 'com juros', withoutInterest: 'sem juros',
    present: 'Aproxime, insira ou passe o cartão', part: 'Digite um valor para pagar só uma parte',
    amountTitle: 'Valor avulso', amountHint: 'Digite o valor e confirme',
    amountTooHigh: 'Acima do que falta pagar', useChip: 'Cartão com chip: insira o cartão',
    useChipHint: 'Passe outra vez se o chip não for lido.',
    pin: 'Senha', pinHint: 'Digite a senha e confirme', pinTyped: 'dígitos digitados',
    authorizing: 'Processando', authorizingHint: 'Não retire o cartão',
    verifying: 'Verificando', verifyingHint: 'O resultado ainda não é conhecido. Não cobre de novo.',
    approved: 'Aprovado', held: 'Pré-autorizado', declined: 'Recusado', code: 'Código',
    tryAgain: 'Verde tenta de novo',
    reversed: 'Desfeito', reversedHint: 'Nada ficou retido no cartão',
    refunded: 'Estornado', voided: 'Cancelado', expired: 'Pré-autorização expirada',
    refused: 'Não realizado', lostStart: 'A cobrança não chegou ao servidor',
    stopped: 'Terminal parado', fenced: 'Aberto em outro lugar',
    credential: 'A credencial foi trocada', exhausted: 'As chaves do terminal acabaram',
    notStored: 'A memória não pôde ser gravada', failed: 'Falha do terminal',
    model: 'Modelo', terminalId: 'Terminal', keyInUse: 'Chave', counter: 'Contador',
    attempts: 'Tentativas', selfTest: 'Autoteste criptográfico', selfTestPassed: 'aprovado',
    selfTestFailed: 'REPROVADO', pairAgain: 'Parear de novo', erase: 'Apagar o terminal',
    back: 'Voltar', english: 'English',
    confirm: 'Confirma', correct: 'Corrige', cancel: 'Anula', up: 'Acima', down: 'Abaixo',
    wallet: 'Carteira de teste', walletHint: 'Escolha um cartão e apresente-o ao terminal.',
    insert: 'Inserir', tap: 'Aproximar', swipe: 'Passar', insertSlot: 'Inserir cartão no chip',
    tapMark: 'Aproximar cartão',
    always: 'Sempre aprova', declines: 'Sempre recusa (1000)', late: 'Responde tarde',
    never: 'Nunca responde', byCents: 'Conforme os centavos', tooOld: 'Vencido (1001)',
    customerCopy: 'VIA DO CLIENTE', merchantCopy: 'VIA DO ESTABELECIMENTO',
    tear: 'Destacar comprovante',
    bench: 'Bancada', benchHint: 'Quadros e falhas', frames: 'Quadros na linha',
    faults: 'Falhas', unplug: 'Puxar da tomada', unplugNow: 'agora', unplugStarted: 'depois de enviar',
    unplugApproved: 'ao ser aprovado', unplugPrinting: 'ao imprimir', outOfPaper: 'Sem papel',
    document: 'Documento impresso', dropOut: 'Perder o próximo quadro enviado',
    dropIn: 'Perder o próximo quadro recebido', duplicate: 'Enviar o próximo quadro duas vezes',
    goOffline: 'Sem rede', delay: 'Atraso de cada quadro', none: 'nenhum', lost: 'perdido',
    twice: 'duas vezes', pairWith: 'Para parear', or: 'ou', noFrames: 'Nada passou ainda.',
    office: 'Gerencial', officeHint: 'Vermelho volta', cancelSaleTitle: 'Cancelamento',
    report: 'Relatório', reprintLast: 'Reimprimir última', reprintOther: 'Reimpressão',
    reprinted: 'Comprovante reimpresso', password: 'Senha administrativa',
    passwordHint: 'Digite a senha da loja e confirme', noSales: 'Nenhuma venda neste dia',
    olderSales: 'Vendas anteriores', dayBefore: 'Dia anterior', dayAfter: 'Dia seguinte', presentAgain: 'Apresente o cartão da venda,',
    saleCanceled: 'Venda cancelada', cancelHint: 'O cancelamento ainda não terminou.',
    salesTotal: 'Vendas', canceledTotal: 'Cancelamentos', net: 'Líquido', captured: 'Paga',
    partially_refunded: 'Estornada em parte', noSale: 'Nenhuma venda para reimprimir',
    noSlip: 'A venda foi desfeita; não há comprovante',
    lostCancel: 'O cancelamento não chegou ao servidor', wrongPassword: 'Senha incorreta',
    triesLeft: 'tentativas', passwordLocked: 'Senha bloqueada até',
    noAdminPassword: 'A loja não tem senha administrativa',
    adminRequired: 'Digite a senha administrativa', unknownSale: 'Venda não encontrada',
    notCancelable: 'Esta venda não pode ser cancelada', saleChanged: 'O valor da venda mudou',
    cardMismatch: 'Não é o cartão da venda', cardUnread: 'Cartão não lido',
    screenTaken: 'Há um pedido ou pagamento em andamento', tryLater: 'Tente de novo em instantes',
    unknownFunction: 'O servidor não conhece esta função',
    reorderOut: 'Trocar a ordem do próximo enviado', reorderIn: 'Trocar a ordem do próximo recebido',
    overtaken: 'ultrapassado', clock: 'Relógio do terminal', clockRight: 'certo',
  },
  en: {
    language: 'English',
    terminal: 'Card terminal', screen: 'Screen', keypad: 'Keypad', paper: 'Receipt',
    starting: 'Starting', elsewhere: 'Terminal open in another tab',
    elsewhereHint: 'A terminal runs in one tab at a time. Close the other one and reload.',
    insecure: 'No cryptography', insecureHint: 'Open the page over https or at 127.0.0.1.',
    off: 'Switched off', turnOn: 'Plug it in',
    keyTitle: 'Key injection', keyHint: 'Type the initial DUKPT key of this terminal.',
    keyId: 'Key id (16 hexadecimal digits)', key: 'Initial key (32 or 64)',
    keyInject: 'Inject', keyWrong: 'That is no key.',
    pairingTitle: 'Pairing code', pairingHint: "Give this code to the merchant's system.",
    pairingRefused: 'Pairing refused', serial: 'Serial',
    offline: 'No connection', offlineHint: 'Trying to connect', credentialHint:
      'If the server does not know this terminal any more, pair it again in Settings.',
    idle: 'Waiting for payments', idleHint: "The PDV's order appears here.",
    inactive: 'Terminal deactivated', inactiveHint: 'It takes no orders. It sells typed amounts.',
    orders: 'Orders', standalone: 'Typed amount', settings: 'Settings',
    listTitle: 'Orders', listEmpty: 'No orders in the list', listMore: 'There are more',
    listHint: '↑ ↓ and green to pick',
    order: 'Order', owed: 'Owed', of: 'of', choose: 'How is it paid?',
    credit: 'Credit', debit: 'Debit', voucher: 'Voucher', sight: 'in full',
    withInterest: 'with interest', withoutInterest: 'interest-free',
    present: 'Tap, insert or swipe the card', part: 'Type an amount to pay only a part',
    amountTitle: 'Typed amount', amountHint: 'Type the amount and confirm',
    amountTooHigh: 'Above what is owed', useChip: 'Chip card: insert it',
    useChipHint: 'Swipe again if the chip cannot be read.',
    pin: 'PIN', pinHint: 'Type the PIN and confirm', pinTyped: 'digits typed',
    authorizing: 'Processing', authorizingHint: 'Do not remove the card',
    verifying: 'Checking', verifyingHint: 'The outcome is not known yet. Do not charge again.',
    approved: 'Approved', held: 'Pre-authorized', declined: 'Declined', code: 'Code',
    tryAgain: 'Green tries again',
    reversed: 'Undone', reversedHint: 'Nothing is held on the card',
    refunded: 'Refunded', voided: 'Cancelled', expired: 'Pre-authorization expired',
    refused: 'Not done', lostStart: 'The payment did not reach the server',
    stopped: 'Terminal stopped', fenced: 'Opened elsewhere',
    credential: 'The credential was replaced', exhausted: 'The terminal is out of keys',
    notStored: 'The memory could not be written', failed: 'The terminal failed',
    model: 'Model', terminalId: 'Terminal', keyInUse: 'Key', counter: 'Counter',
    attempts: 'Attempts', selfTest: 'Cryptographic self-test', selfTestPassed: 'passed',
    selfTestFailed: 'FAILED', pairAgain: 'Pair again', erase: 'Erase the terminal',
    back: 'Back', english: 'Português',
    confirm: 'Confirm', correct: 'Correct', cancel: 'Cancel', up: 'Up', down: 'Down',
    wallet: 'Test wallet', walletHint: 'Pick a card and present it to the terminal.',
    insert: 'Insert', tap: 'Tap', swipe: 'Swipe', insertSlot: 'Insert card, chip',
    tapMark: 'Tap card',
    always: 'Always approved', declines: 'Always declined (1000)', late: 'Answers late',
    never: 'Never answers', byCents: 'Decided by the cents', tooOld: 'Expired (1001)',
    customerCopy: "CUSTOMER'S COPY", merchantCopy: "MERCHANT'S COPY",
    tear: 'Tear off the receipt',
    bench: 'Test bench', benchHint: 'Frames and faults', frames: 'Frames on the wire',
    faults: 'Faults', unplug: 'Pull the plug', unplugNow: 'now', unplugStarted: 'once it is sent',
    unplugApproved: 'when approved', unplugPrinting: 'while printing', outOfPaper: 'Out of paper',
    document: 'Printed document', dropOut: 'Lose the next frame sent',
    dropIn: 'Lose the next frame received', duplicate: 'Send the next frame twice',
    goOffline: 'No network', delay: 'Delay of each frame', none: 'none', lost: 'lost',
    twice: 'twice', pairWith: 'To pair it', or: 'or', noFrames: 'Nothing has passed yet.',
    office: 'Office', officeHint: 'Red goes back', cancelSaleTitle: 'Cancellation',
    report: 'Report', reprintLast: 'Print the last again', reprintOther: 'Print again',
    reprinted: 'Receipt printed again', password: 'Admin password',
    passwordHint: "Type the shop's password and confirm", noSales: 'No sales on this day',
    olderSales: 'Older sales', dayBefore: 'Day before', dayAfter: 'Day after', presentAgain: 'Present the card of the sale,',
    saleCanceled: 'Sale cancelled', cancelHint: 'The cancellation is not over yet.',
    salesTotal: 'Sales', canceledTotal: 'Cancellations', net: 'Net', captured: 'Paid',
    partially_refunded: 'Refunded in part', noSale: 'No sale to print again',
    noSlip: 'The sale was undone; there is no receipt',
    lostCancel: 'The cancellation did not reach the server', wrongPassword: 'Wrong password',
    triesLeft: 'tries left', passwordLocked: 'Password locked until',
    noAdminPassword: 'The shop has no admin password',
    adminRequired: 'Type the admin password', unknownSale: 'No such sale',
    notCancelable: 'This sale cannot be cancelled', saleChanged: "The sale's amount has changed",
    cardMismatch: 'Not the card of the sale', cardUnread: 'Card not read',
    screenTaken: 'An order or a payment is under way', tryLater: 'Try again in a moment',
    unknownFunction: 'The server does not know this function',
    reorderOut: 'Swap the next frame sent', reorderIn: 'Swap the next frame received',
    overtaken: 'overtaken', clock: "Terminal's clock", clockRight: 'right',
  },
};

let language = localStorage.getItem(LANGUAGE) === 'en' ? 'en' : 'pt';

/** A text in the language of the screen. */
export function t(key) {
  const text = TEXTS[language][key];
  if (text === undefined) {
    throw new Error(`no text "${key}"`);
  }
  return text;
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

/** How a payment is called: `Crédito 3x sem juros`, or `Crédito 3x` where nobody says who finances it. */
export function paymentName(type, installments = 1, installmentType = null) {
  if (!type) {
    return t('choose');
  }
  const name = ['credit', 'debit', 'voucher'].includes(type) ? t(type) : type.toUpperCase();
  if (type !== 'credit' || installments <= 1) {
    return type === 'voucher' ? name : `${name} ${t('sight')}`;
  }
  const interest = { merchant: t('withoutInterest'), issuer: t('withInterest') }[installmentType] ?? '';
  return `${name} ${installments}x ${interest}`.trim();
}
