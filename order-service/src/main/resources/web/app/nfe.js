/** A fiscal note to look at: drawn on a canvas as wide as the terminal's paper. No fiscal value. */
import { reais } from './money.js';

const WIDTH = 384;
const LINE = 24;
const CODE_SIZE = 21;

/** `{width, height, content}`, a PNG in base 64. */
export function drawNote(order, merchant) {
  const items = order.items ?? [];
  const height = 300 + items.length * LINE * 2 + CODE_SIZE * 8;
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = height;
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, WIDTH, height);
  pen.fillStyle = '#000';
  let y = 30;
  const centred = (text, font) => {
    pen.font = font;
    pen.textAlign = 'center';
    pen.fillText(text, WIDTH / 2, y, WIDTH - 20);
    y += LINE;
  };
  const row = (left, right, font = '17px monospace') => {
    pen.font = font;
    pen.textAlign = 'left';
    pen.fillText(left, 12, y, WIDTH - 130);
    pen.textAlign = 'right';
    pen.fillText(right, WIDTH - 12, y);
    y += LINE;
  };
  const rule = () => {
    pen.fillRect(12, y - 14, WIDTH - 24, 2);
    y += 10;
  };
  centred(merchant, 'bold 22px sans-serif');
  centred('DANFE NFC-e (exemplo)', '16px sans-serif');
  centred('SEM VALOR FISCAL', 'bold 16px sans-serif');
  rule();
  for (const item of items) {
    row(item.description, '');
    row(`  ${item.quantity} x ${reais(item.amount)}`, reais(item.amount * item.quantity));
  }
  rule();
  row('TOTAL', reais(order.amount), 'bold 20px monospace');
  row('Pedido', order.code ?? '');
  drawCode(pen, (WIDTH - CODE_SIZE * 8) / 2, y);
  y += CODE_SIZE * 8 + LINE;
  centred(new Date().toLocaleString('pt-BR'), '15px sans-serif');
  return { width: WIDTH, height, content: canvas.toDataURL('image/png').split(',')[1] };
}

/** The look of a two-dimensional code; it says nothing. */
function drawCode(pen, left, top) {
  const square = (x, y, size) => pen.fillRect(left + x * 8, top + y * 8, size * 8, size * 8);
  const isCorner = (x, y) => (x < 8 && y < 8) || (x > CODE_SIZE - 9 && y < 8) || (x < 8 && y > CODE_SIZE - 9);
  for (let y = 0; y < CODE_SIZE; y++) {
    for (let x = 0; x < CODE_SIZE; x++) {
      if (!isCorner(x, y) && (x * 7 + y * 13 + x * y) % 3 === 0) {
        square(x, y, 1);
      }
    }
  }
  for (const [x, y] of [[0, 0], [CODE_SIZE - 7, 0], [0, CODE_SIZE - 7]]) {
    square(x, y, 7);
    pen.fillStyle = '#fff';
    square(x + 1, y + 1, 5);
    pen.fillStyle = '#000';
    square(x + 2, y + 2, 3);
  }
}
