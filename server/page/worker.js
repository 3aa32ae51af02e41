// The installed page: what the page is made of is kept, so that it opens without the service; figures can be typed and their sums be seen
// then. What the service answers to a report is never kept.
//
// The list is compared with the folder by a test. Whoever changes a file need not count versions: each is asked for anew first.

const kept = 'nianbao';
const files = ['/', '/api.js', '/app.js', '/cellbar.js', '/cells.js', '/clipboard.js', '/compare.js', '/contradictions.js', '/desk.css', '/desk.js', '/document.js', '/dom.js', '/downloads.js',
  '/draftfile.js', '/drafts.js', '/edition.js', '/editor.js', '/evaluate.js', '/exact.js', '/findings.js', '/grid.js', '/history.js', '/icon.svg', '/manifest.webmanifest', '/outline.js',
  '/pages.js', '/paragraph.js', '/paste.js', '/prose.js', '/reading.js', '/report.js', '/round.js', '/sample.txt', '/settings.js', '/shell.js', '/source.js', '/start.js', '/style.css', '/words.js'];

self.addEventListener('install', (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(kept);
    const editions = await (await fetch('/v1/editions')).json();
    await cache.addAll([...files, '/v1/editions', ...editions.map((e) => '/v1/editions/' + encodeURIComponent(e.version))]);
    await self.skipWaiting();
  })());
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || !(files.includes(pathname) || pathname.startsWith('/v1/editions'))) return;
  event.respondWith((async () => {
    try {
      const answer = await fetch(request);
      if (answer.ok) (await caches.open(kept)).put(request, answer.clone());
      return answer;
    } catch (unreachable) {
      const found = await caches.match(request, { ignoreSearch: true, ignoreVary: true });
      if (found) return found;
      throw unreachable;
    }
  })());
});
