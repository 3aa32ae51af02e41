// What the page of jobs says, in Chinese and English. What became of a report is said by the service, in both languages.

const zh = {
  title: '批量处理', back: '年报工作台', lead: '一次交许多份报告（也可以是 ZIP 压缩包或整个文件夹），由服务器逐份处理；可以关闭本页，之后凭本页的网址回来取结果。',
  choose: '选择文件，可以选许多个；也可以把文件或文件夹拖到本页', what: '每份报告生成', check: '核对意见', send: '提交', nothing: '请先选择文件。', nothingToMake: '请选择至少一种结果。',
  chosen: '已选 {n} 个文件', sending: '正在提交……', sentPart: '正在提交，已发送 {percent}%', sent: '已提交。', refused: '没有收下：{detail}', offline: '连接不上服务器，稍后自动重连。',
  keep: '本页网址就是取结果的凭据：知道网址的人都能查看和删除这个任务，请收好。', expires: '结果保留到 {when}。',
  queued: '排队中', working: '处理中', paused: '暂停', done: '已完成', progress: '进度', figures: '{settled}/{total} 份，成功 {done}，失败 {failed}',
  all: '全部', 'state waiting': '等待', 'state retrying': '重试', 'state done': '完成', 'state failed': '失败', filter: '筛选', items: '共 {total} 份，显示第 {from}–{to} 份', none: '没有这样的报告。',
  number: '序号', file: '文件', state: '状态', results: '结果', findings: '核对：错误 {errors}，警告 {warnings}', earlier: '上一页', later: '下一页',
  download: '全部下载（ZIP）', cancel: '取消并删除', remove: '删除任务', sure: '再按一次确认删除', removed: '任务和结果已删除。', gone: '没有这个任务：已删除或已过期。', again: '再交一批', finished: '全部处理完毕：成功 {done} 份，失败 {failed} 份。',
  cancelSending: '停止提交', stopped: '已停止提交。', notices: '说明',
};

const en = {
  title: 'Many reports', back: 'Desk', lead: 'Send many reports at once, also in ZIP archives or whole folders; the service works through them. This page can be closed: its address leads back to the results.',
  choose: 'Choose files, as many as you like; or drop files or folders on this page', what: 'Make of each report', check: 'findings', send: 'Send', nothing: 'Choose files first.', nothingToMake: 'Choose at least one result.',
  chosen: '{n} files chosen', sending: 'Sending…', sentPart: 'Sending, {percent}% are sent', sent: 'Sent.', refused: 'Not taken: {detail}', offline: 'The service cannot be reached; trying again.',
  keep: 'The address of this page is the key to the results: whoever knows it may see and remove this job. Keep it well.', expires: 'The results are kept until {when}.',
  queued: 'waiting', working: 'being worked on', paused: 'paused', done: 'done', progress: 'Progress', figures: '{settled} of {total}, {done} done, {failed} failed',
  all: 'all', 'state waiting': 'waiting', 'state retrying': 'again', 'state done': 'done', 'state failed': 'failed', filter: 'Show', items: '{total} reports, {from} to {to} are shown', none: 'There are no such reports.',
  number: 'No.', file: 'File', state: 'State', results: 'Results', findings: 'findings: {errors} errors, {warnings} warnings', earlier: 'Back', later: 'Next',
  download: 'Download all (ZIP)', cancel: 'Cancel and remove', remove: 'Remove the job', sure: 'Press again to remove it', removed: 'The job and its results are removed.', gone: 'There is no such job: it was removed or has expired.', again: 'Send more', finished: 'All is done: {done} reports made, {failed} failed.',
  cancelSending: 'Stop sending', stopped: 'Sending was stopped.', notices: 'Notes',
};

/** books has the words of each language. */
export const books = { zh, en };

/** wordsIn returns t(key, places) in a language. */
export const wordsIn = (language) => (key, places = {}) => {
  const text = books[language][key];
  if (text === undefined) throw new Error('no words for ' + key);
  return text.replace(/\{(\w+)\}/g, (all, name) => (name in places ? places[name] : all));
};
