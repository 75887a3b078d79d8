/** A call as code, in three languages, with the names of the keys where the keys would be. */
const IMAGE = '\u0000image';

/** `{curl, javascript, java}` of a call of the page. */
export function snippets(call) {
  const address = `${location.origin}${call.path}`;
  const body = call.body === undefined ? null : json(call.body);
  return {
    curl: curl(call, address, body),
    javascript: javascript(call, address, body),
    java: java(call, address, body),
  };
}

function curl(call, address, body) {
  const by = call.as === 'operator'
    ? `-H "Authorization: Bearer $CONNECT_ADMIN_TOKEN"` : `-u "$CONNECT_KEY:"`;
  const lines = [`curl -sS ${by} -X ${call.method}`, `  ${quoted(address)}`,
    `  -H 'Idempotency-Key: ${call.idempotencyKey}'`];
  if (body !== null) {
    lines.push(`  -H 'Content-Type: application/json'`);
    lines.push(`  -d ${quoted(body).replace(IMAGE, `'"$(base64 < nfe.png | tr -d '\\n')"'`)}`);
  }
  return lines.join(' \\\n');
}

function javascript(call, address, body) {
  const by = call.as === 'operator'
    ? '`Bearer ${process.env.CONNECT_ADMIN_TOKEN}`'
    : '`Basic ${btoa(`${process.env.CONNECT_KEY}:`)}`';
  const written = body?.replace(`"${IMAGE}"`, `(await readFile('nfe.png')).toString('base64')`);
  const image = body?.includes(IMAGE) ? `import { readFile } from 'node:fs/promises';\n\n` : '';
  return `${image}const answer = await fetch('${address}', {
  method: '${call.method}',
  headers: {
    Authorization: ${by},
    'Idempotency-Key': '${call.idempotencyKey}',${body === null ? '' : `
    'Content-Type': 'application/json',`}
  },${body === null ? '' : `
  body: JSON.stringify(${written.replaceAll('\n', '\n  ')}),`}
});
console.log(answer.status, await answer.json());`;
}

function java(call, address, body) {
  const by = call.as === 'operator'
    ? `"Bearer " + System.getenv("CONNECT_ADMIN_TOKEN")`
    : `"Basic " + Base64.getEncoder().encodeToString((System.getenv("CONNECT_KEY") + ":").getBytes())`;
  const publisher = body === null ? 'BodyPublishers.noBody()' : `BodyPublishers.ofString("""
        ${body.replace(IMAGE, '%s').replaceAll('\\', '\\\\').replaceAll('\n', '\n        ')}
        """${body.includes(IMAGE) ? '.formatted(image)' : ''})`;
  const image = body?.includes(IMAGE)
    ? `String image = Base64.getEncoder().encodeToString(Files.readAllBytes(Path.of("nfe.png")));\n` : '';
  return `${image}var request = HttpRequest.newBuilder(URI.create("${address}"))
    .header("Authorization", ${by})
    .header("Idempotency-Key", "${call.idempotencyKey}")${body === null ? '' : `
    .header("Content-Type", "application/json")`}
    .method("${call.method}", ${publisher})
    .build();
var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());`;
}

/** Images are kept in a file by people; their bytes are no reading. */
function json(body) {
  return JSON.stringify(body, (name, value) => (name === 'content' ? IMAGE : value), 2)
    .replace(JSON.stringify(IMAGE), `"${IMAGE}"`);
}

function quoted(text) {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
