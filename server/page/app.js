// The page's only script. It sends the form to /v1/convert?diagnostics=1, shows what there is to look at, and offers
// the file. Everything that comes from the server is put in as text, never as HTML.

const $ = (id) => document.getElementById(id);
const form = $('form'), file = $('file'), text = $('text'), drop = $('drop'), submit = $('submit');
const result = $('result'), status = $('status'), downloads = $('downloads'), download = $('download');
const findings = $('findings'), findingsBox = $('findings-box');
const kinds = { error: '错误', warning: '警告', information: '提示' };

let blobURL = '';

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (!file.files.length && !text.value.trim()) {
    show('请先选择文件，或者粘贴报告全文。', true);
    return;
  }
  submit.disabled = true;
  show('正在转换……', false);
  try {
    await convert();
  } catch (problem) {
    show('连接不上服务器，请检查网络后重试。', true);
    console.error(problem);
  } finally {
    submit.disabled = false;
  }
});

function report() {
  const data = new FormData();
  if (file.files.length) data.append('file', file.files[0], file.files[0].name);
  else data.append('text', text.value);
  return data;
}

async function convert() {
  const data = report();
  const to = form.elements.to.value;
  const query = new URLSearchParams({ diagnostics: '1', to, 'pdf-profile': form.elements['pdf-profile'].value });
  const answer = await fetch('/v1/convert?' + query, {
    method: 'POST', body: data, headers: { 'Accept-Language': 'zh-CN' },
  });
  const type = answer.headers.get('Content-Type') || '';
  if (!answer.ok) {
    const problem = type.includes('problem+json') ? await answer.json() : { detail: '服务器答复异常（' + answer.status + '）。', errors: [] };
    show('没有生成文件：' + problem.detail, true);
    list(problem.errors);
    return;
  }
  const [diagnostics, made] = parts(new Uint8Array(await answer.arrayBuffer()), type);
  const found = JSON.parse(new TextDecoder().decode(diagnostics.body)).diagnostics.concat(await check(data));
  const warnings = found.filter((d) => d.severity !== 'information').length;
  show(warnings ? `已完成，有 ${warnings} 处需要核对。` : '已完成，没有发现需要核对的地方。', false);
  offer(made);
  list(found);
}

// check asks what does not add up. Without an answer the file is still good, so a failure is only noted.
async function check(data) {
  const answer = await fetch('/v1/check', { method: 'POST', body: data, headers: { 'Accept-Language': 'zh-CN' } });
  if (!answer.ok) {
    return [{ severity: 'information', code: 'check-failed', message: '这次没能核对勾稽关系，请稍后重试。' }];
  }
  return (await answer.json()).result.findings;
}

// parts takes a multipart/mixed body apart (RFC 2046 section 5.1). The server's parts hold bytes, not text, so the
// boundary is looked for in a one-byte-a-character copy.
function parts(bytes, type) {
  const boundary = '--' + /boundary="?([^";]+)"?/.exec(type)[1];
  const view = new TextDecoder('x-user-defined').decode(bytes); // keeps bytes and positions one to one
  const found = [];
  let at = view.indexOf(boundary);
  while (at >= 0) {
    const start = at + boundary.length + 2;
    const next = view.indexOf('\r\n' + boundary, start);
    if (next < 0) break;
    const blank = view.indexOf('\r\n\r\n', start);
    found.push({ headers: view.slice(start, blank), body: bytes.subarray(blank + 4, next) });
    at = next + 2;
  }
  return found;
}

function offer(part) {
  if (blobURL) URL.revokeObjectURL(blobURL);
  const type = /content-type: *([^\r\n]+)/i.exec(part.headers)[1];
  const name = decodeURIComponent(/filename\*=UTF-8''([^\r\n;]+)/i.exec(part.headers)[1]);
  blobURL = URL.createObjectURL(new Blob([part.body], { type }));
  download.href = blobURL;
  download.download = name;
  download.textContent = '下载 ' + name;
  downloads.hidden = false;
}

function show(message, isError) {
  result.hidden = false;
  status.textContent = message;
  status.className = isError ? 'error' : '';
  downloads.hidden = true;
  findingsBox.hidden = true;
  findings.replaceChildren();
  if (isError) $('result-heading').focus();
}

function list(found) {
  for (const d of found) {
    const item = document.createElement('li');
    item.className = d.severity;
    const kind = document.createElement('span');
    kind.className = 'kind';
    kind.textContent = kinds[d.severity] + '：';
    item.append(kind, d.message + ' ');
    if (d.hint) item.append('（' + d.hint.message + '）');
    if (d.line) item.append(place(d), ' ');
    const code = document.createElement('code');
    code.textContent = d.cell ? d.cell + ' ' + d.code : d.code;
    item.append(code);
    findings.append(item);
  }
  findingsBox.hidden = !found.length;
}

// place is a button to the line in the pasted text, or just its number where a file was sent.
function place(d) {
  if (file.files.length) return document.createTextNode(`（第 ${d.line} 行）`);
  const go = document.createElement('button');
  go.type = 'button';
  go.textContent = `第 ${d.line} 行`;
  go.addEventListener('click', () => {
    const lines = text.value.split('\n');
    const start = lines.slice(0, d.line - 1).reduce((n, line) => n + line.length + 1, 0);
    text.focus();
    text.setSelectionRange(start, start + (lines[d.line - 1] || '').length);
    const height = parseFloat(getComputedStyle(text).lineHeight) || 24;
    text.scrollTop = Math.max(0, (d.line - 4) * height);
  });
  return go;
}

for (const name of ['dragover', 'dragenter']) {
  drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add('over'); });
}
drop.addEventListener('dragleave', () => drop.classList.remove('over'));
drop.addEventListener('drop', (event) => {
  event.preventDefault();
  drop.classList.remove('over');
  if (event.dataTransfer.files.length) file.files = event.dataTransfer.files;
});
