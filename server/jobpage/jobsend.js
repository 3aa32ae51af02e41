// Sends files as a job. A request that was cut off is sent again under the same key, so that there is one job however often that happens.

/** send returns {answer, stop}: a promise of the job, and how to stop. told gets the percentage that was sent. */
export function send(files, wanted, told) {
  const key = crypto.randomUUID ? crypto.randomUUID() : [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('');
  const data = new FormData();
  const formats = wanted.filter((w) => w !== 'check');
  if (formats.length) data.append('to', formats.join(','));
  if (wanted.includes('check')) data.append('check', '1');
  for (const { file, name } of files) data.append('file', file, name);
  let request = null;
  let stopped = false;
  // fetch tells nothing of what was sent; XMLHttpRequest does.
  const once = () => new Promise((done, failed) => {
    request = new XMLHttpRequest();
    request.open('POST', '/v1/jobs');
    request.setRequestHeader('Idempotency-Key', key);
    request.setRequestHeader('Accept-Language', document.documentElement.lang);
    request.responseType = 'json';
    request.upload.onprogress = (e) => { if (e.lengthComputable) told(Math.floor(100 * e.loaded / e.total)); };
    request.onload = () => (request.status === 202 ? done(request.response) : failed(request.response || {}));
    request.onerror = () => failed({});
    request.onabort = () => failed({ stopped: true });
    request.send(data);
  });
  const tries = 3;
  const answer = (async () => {
    for (let n = 1; ; n++) {
      try {
        return await once();
      } catch (problem) {
        if (stopped || problem.detail || problem.stopped || n === tries) throw problem;
        await new Promise((later) => setTimeout(later, 1000 * n));
      }
    }
  })();
  return { answer, stop: () => { stopped = true; request?.abort(); } };
}
