// What the page says, in Chinese and English. Words of the form itself come from the edition; messages of reading and checking from the
// service, which has both languages as well.

const zh = {
  product: '年报工作台', lead: '政府信息公开工作年度报告：读入、补齐、核对、排版。文件只在本服务内存中处理，不保存；草稿只存在本浏览器。',
  switch: 'English', theme: '明暗', themeLight: '浅色', themeDark: '深色', themeSystem: '随系统',
  start: '开始', open: '读入', blank: '空白表', fromLast: '由上年报告起草', sample: '示例', importDraft: '导入草稿文件', jobs: '批量处理许多份', drafts: '本机草稿', remove: '删除',
  removeAll: '全部删除', removed: '草稿已从本浏览器删除。', noDrafts: '还没有草稿。', untitled: '未命名报告', close: '关闭', newTab: '新建',
  chooseFiles: '选择文件（Word、WPS、PDF、OFD、网页、文字、数据），可以选几个；也可以把文件拖到本页任何地方', pasteText: '或者在此粘贴报告全文（从网页、Word、WPS 复制的表格会原样读入）',
  drop: '松开鼠标，读入文件', reading: '正在读入……', readDone: '已读入“{name}”。', readSeveral: '已读入 {n} 份报告。', nothing: '请先选择文件，或者粘贴报告全文。',
  offline: '连接不上服务。录入、勾稽和草稿仍可使用；读入、排版和下载要等服务恢复。', refused: '没有读入：{detail}', pasted: '粘贴的网页', pastedText: '粘贴的文字',
  year: '年度', organization: '单位', title: '标题', titleHint: '留空则按格式生成', signature: '署名', date: '成文日期', head: '报告名称', tail: '落款', format: '格式',
  sum: '汇总各标签', sumTitle: '汇总', outline: '目录', editor: '编辑', pages: '版面', source: '原文', findings: '核对', downloads: '下载', views: '视图',
  formulas: '勾稽关系', pass: '成立', fail: '不符', passOne: '成立', failOne: '不符', undeterminedOne: '无法核对', undetermined: '无法核对', not_applicable: '不适用', blanks: '空白 {n} 格', inferredCount: '推定 {n} 格', paragraphs: '{n} 段', badgeFail: '{n} 处不符',
  undo: '撤销', redo: '重做', undone: '已撤销。', redone: '已重做。', nothingToUndo: '没有可撤销的。', bold: '加粗', addParagraph: '增加一段', paragraph: '{section}第 {n} 段',
  cellEmpty: '空白', fillWith: '填入 {value}', confirm: '确认无误', inferred: '推定', inferredFrom: '此格为推定，依据原文第 {line} 行：{raw}', lostFrom: '此格留空：原文第 {line} 行拿不准。该行数字：', showSource: '看原文',
  formulaNone: '此格不参与勾稽关系。', lastYear: '上年', lastYearOpen: '选择上年报告', lastYearRemove: '去掉上年报告', lastYearIs: '上年报告：{title}', change: '比上年 {change}', carry: '结转上年', carried: '已填入 {n} 格上年结转数。', carriedNone: '没有可以结转的空格。',
  zeros: '合计为 0：将 {n} 个空格填 0',
  rest: '本表数字都是 0：其余 {n} 个空格也填 0', carriedFromNone: '先选择上年报告，才能结转。', compare: '对比', thisYear: '本年', difference: '增减', percent: '增减比例', compareSame: '与上年相同。', compareFiles: '下载对照表：', compareHTML: '网页', compareOfNothing: '上年为 0', compareOnlyThis: '上年无此项', compareOnlyLast: '本年无此项',
  compareProse: '文字改动', 'compare changed': '修改', 'compare added': '新增', 'compare removed': '删去', compareMoved: '换了位置', compareMovedChanged: '换了位置并修改', compareGone: '（删去）', compareNew: '（新写）',
  compareCopied: '与上年相同的语句', compareShare: '不计格式规定的语句，{percent}% 的文字与上年相同或只改了数字：{same} 句完全相同，{numbers} 句只改了数字。', compareNoProse: '没有可比较的语句。', 'compare identical': '完全相同', 'compare renumbered': '只改了数字',
  files: '文件', issuing: '印发形式', shell: '公文版头', shellHint: '按 GB/T 9704-2012 印发为公文时填写，印在版面、Word、PDF、OFD 上，不进入报告数据。发文机关留空则用报告的单位。', shellApply: '按公文印出', shellRemove: '不作公文',
  'shell number': '发文字号', 'shell signers': '签发人（几人用顿号隔开）', 'shell organs': '发文机关（几个用顿号隔开，主办的在前）', 'shell copy_number': '份号', 'shell secrecy': '密级和保密期限', 'shell urgency': '紧急程度',
  confirmAll: '推定的 {n} 格已对照原文，确认无误',
  noSolution: '由勾稽关系得不出此格。', equals: '{left} ＝ {right}', differs: '左边 {left}，右边 {right}，相差 {delta}',
  pasteTitle: '粘贴到表格', pasteInto: '共 {n} 格，请核对去处：', pasteLabels: '略去表头 {rows} 行、栏目 {columns} 列。', pasteOutside: '有 {n} 个数字超出表格，不会粘贴。', pasteNothing: '剪贴板里没有能放进此处的数字。', apply: '粘贴', cancel: '取消', cell: '栏目',
  page: '第 {n} 页，共 {all} 页', pagesEmpty: '还没有版面。', pagesRefused: '不能排版：{detail}', pagesHint: '点版面上的数字或段落，回到编辑处。', updated: '版面已更新。',
  sourceNone: '本报告没有原文（空白表或数据文件）。', line: '第 {n} 行',
  findingsNone: '没有发现需要核对的地方。', findingsCount: '{n} 处待核对', checkedCount: '{n} 处已核对', next: '下一处（F8）', previous: '上一处（Shift+F8）', mark: '标记为已核对', reason: '理由', reasonNeeded: '请写明理由。', unmark: '取消标记', checkedBecause: '已核对：{reason}', markedDone: '已标记。', localOnly: '服务不可用，只核对了表内勾稽关系。',
  sinceOpen: '与上次核对比较…', sinceIs: '上次核对：{name}', sinceRemove: '不再比较', rulesOpen: '采用本单位规则…', rulesIs: '规则：{name}', rulesRemove: '不再采用', tooLarge: '“{name}”过大。', progress: '与上次核对相比：已改正 {corrected} 处，仍存在 {remaining} 处，改后仍不符 {changed} 处，新出现 {new} 处。', corrected: '已改正的 {n} 处', 'since remains': '仍存在', 'since changed': '改后仍不符', 'since new': '新出现', workbook: '核对结果（.xlsx）', round: '核对结果（JSON，供下次比较）',
  error: '错误', warning: '警告', information: '提示', reader: '读入', hint: '可能是：',
  docx: 'Word（.docx）', pdf: 'PDF', ofd: 'OFD', annotated: '批注 Word', fragment: '网页片段', json: '数据（JSON）', zip: '全部（.zip）', review: '核对记录', exportDraft: '草稿文件', pdfProfile: 'PDF 规格', making: '正在生成……', saved: '已下载 {name}', failed: '没有生成：{detail}', kept: '草稿已存', keeping: '正在存草稿……', notKept: '草稿没有存上，请导出草稿文件。', print: '打印',
  'profile a3a+ua1': '存档并可朗读，内附报告数据（PDF/A-3a、PDF/UA-1）', 'profile a2b': '存档，不附数据（PDF/A-2b）', 'profile a1b': '存档，不附数据，供旧系统使用（PDF/A-1b）', 'profile a4f+ua2': '存档并可朗读，内附报告数据，PDF 2.0（PDF/A-4f、PDF/UA-2）', 'profile none': '普通 PDF',
  keys: '方向键、Enter、Tab 移动；= 填入勾稽得数；F7 结转上年；F8 下一处核对；Ctrl+Z 撤销；Ctrl+B 加粗。', attachments: '附件说明', annotation: '附注', imprint: '版记', above: '表前说明', below: '表后说明', empty: '（空）', closeConfirm: '关闭并删除此草稿？', draftBroken: '草稿无法读取文件。', skip: '跳到正文', year0: '{year}年', sumRefused: '不能汇总：{detail}', tabs: '报告', menu: '文件', underlined: '与表格不符的文字已标下划线。', linkLost: '（见原文第 {line} 行）',
};

const en = {
  product: 'Report desk', lead: 'Annual reports on government information disclosure: read, fill in, check, typeset. Files are worked on in memory and never kept; drafts stay in this browser.',
  switch: '中文', theme: 'Theme', themeLight: 'Light', themeDark: 'Dark', themeSystem: 'System',
  start: 'Start', open: 'Read', blank: 'Blank form', fromLast: 'Draft from last year’s report', sample: 'Sample', importDraft: 'Import a draft file', jobs: 'Work through many', drafts: 'Drafts in this browser', remove: 'Remove',
  removeAll: 'Remove all', removed: 'The draft was removed from this browser.', noDrafts: 'There are no drafts yet.', untitled: 'Untitled report', close: 'Close', newTab: 'New',
  chooseFiles: 'Choose files (Word, WPS, PDF, OFD, web pages, text, data), several if you like; or drop them anywhere on this page', pasteText: 'Or paste the whole report here (tables copied from web pages, Word or WPS come over whole)',
  drop: 'Let go to read the files', reading: 'Reading…', readDone: '“{name}” was read.', readSeveral: '{n} reports were read.', nothing: 'Choose a file or paste the report’s text first.',
  offline: 'The service cannot be reached. Typing, sums and drafts still work; reading, pages and downloads wait for it.', refused: 'Not read: {detail}', pasted: 'Pasted page', pastedText: 'Pasted text',
  year: 'Year', organization: 'Organisation', title: 'Title', titleHint: 'left empty: by the form’s pattern', signature: 'Signed by', date: 'Date of issue', head: 'Name and title', tail: 'Signature', format: 'Edition',
  sum: 'Add up all tabs', sumTitle: 'Sum', outline: 'Outline', editor: 'Edit', pages: 'Pages', source: 'Source', findings: 'Findings', downloads: 'Download', views: 'Views',
  formulas: 'Formulas', pass: 'hold', fail: 'fail', passOne: 'holds', failOne: 'fails', undeterminedOne: 'cannot be checked', undetermined: 'cannot be checked', not_applicable: 'do not apply', blanks: '{n} blank', inferredCount: '{n} inferred', paragraphs: 'paragraphs: {n}', badgeFail: '{n} failing',
  undo: 'Undo', redo: 'Redo', undone: 'Undone.', redone: 'Redone.', nothingToUndo: 'Nothing to undo.', bold: 'Bold', addParagraph: 'Add a paragraph', paragraph: '{section}, paragraph {n}',
  cellEmpty: 'blank', fillWith: 'Fill in {value}', confirm: 'Confirm', inferred: 'inferred', inferredFrom: 'Inferred from line {line} of the source: {raw}', lostFrom: 'Left blank: line {line} of the source is doubtful. Its figures:', showSource: 'Show source',
  formulaNone: 'This cell takes part in no formula.', lastYear: 'Last year', lastYearOpen: 'Choose last year’s report', lastYearRemove: 'Put last year’s report away', lastYearIs: 'Last year’s report: {title}', change: '{change} on last year', carry: 'Carry over', carried: '{n} cells were carried over from last year.', carriedNone: 'There is no blank cell to carry over into.',
  zeros: 'These add up to 0: fill {n} blank cells with 0',
  rest: 'All figures of this table are 0: fill the other {n} blank cells with 0 too', carriedFromNone: 'Choose last year’s report first.', compare: 'Compare', thisYear: 'This year', difference: 'Change', percent: 'In percent', compareSame: 'The same as last year.', compareFiles: 'Download the comparison: ', compareHTML: 'web page', compareOfNothing: 'last year 0', compareOnlyThis: 'not in last year’s', compareOnlyLast: 'not in this year’s',
  compareProse: 'Prose: what was changed', 'compare changed': 'edited', 'compare added': 'added', 'compare removed': 'removed', compareMoved: 'moved', compareMovedChanged: 'moved and edited', compareGone: '(removed) ', compareNew: '(new) ',
  compareCopied: 'Sentences that are last year’s', compareShare: 'Leaving out the sentences of the form, {percent}% of the prose is last year’s, literally or but for numbers: {same} sentences the same, {numbers} with other numbers.', compareNoProse: 'There are no sentences to compare.', 'compare identical': 'the same', 'compare renumbered': 'other numbers',
  files: 'Files', issuing: 'How it is printed', shell: 'Official document', shellHint: 'For a report that is issued as an official document (GB/T 9704-2012): printed on pages, Word, PDF and OFD; no part of the data. Without an organ that of the report is taken.', shellApply: 'Print as official document', shellRemove: 'Print by itself',
  'shell number': 'Number (发文字号)', 'shell signers': 'Signers (签发人), separated by commas', 'shell organs': 'Organs (发文机关), the leading one first, separated by commas', 'shell copy_number': 'Copy number (份号)', 'shell secrecy': 'Secrecy (密级)', 'shell urgency': 'Urgency (紧急程度)',
  confirmAll: '{n} inferred cells were compared with the source: confirm',
  noSolution: 'The formulas do not give this cell.', equals: '{left} = {right}', differs: 'left {left}, right {right}, difference {delta}',
  pasteTitle: 'Paste into the table', pasteInto: '{n} cells; check where they go:', pasteLabels: 'Left out: {rows} rows and {columns} columns of labels.', pasteOutside: '{n} figures lie outside the table and will not be pasted.', pasteNothing: 'The clipboard holds no figures that fit here.', apply: 'Paste', cancel: 'Cancel', cell: 'Row',
  page: 'Page {n} of {all}', pagesEmpty: 'There are no pages yet.', pagesRefused: 'Cannot be typeset: {detail}', pagesHint: 'Click a figure or a paragraph to edit it.', updated: 'The pages are up to date.',
  sourceNone: 'This report has no source text (a blank form or data).', line: 'Line {n}',
  findingsNone: 'Nothing to check was found.', findingsCount: '{n} to check', checkedCount: '{n} checked', next: 'Next (F8)', previous: 'Previous (Shift+F8)', mark: 'Mark as checked', reason: 'Reason', reasonNeeded: 'Please give the reason.', unmark: 'Take the mark away', checkedBecause: 'Checked: {reason}', markedDone: 'Marked.', localOnly: 'The service cannot be reached: only the formulas of the tables were checked.',
  sinceOpen: 'Compare with an earlier check…', sinceIs: 'Earlier check: {name}', sinceRemove: 'Compare no more', rulesOpen: 'Use the office’s rules…', rulesIs: 'Rules: {name}', rulesRemove: 'Use them no more', tooLarge: '“{name}” is too large.', progress: 'Since the earlier check: {corrected} corrected, {remaining} as they were, {changed} changed and still wrong, {new} new.', corrected: 'The {n} that were corrected', 'since remains': 'as it was', 'since changed': 'changed, still wrong', 'since new': 'new', workbook: 'Findings (.xlsx)', round: 'Findings (JSON, for the next round)',
  error: 'Error', warning: 'Warning', information: 'Note', reader: 'Reading', hint: 'Perhaps:',
  docx: 'Word (.docx)', pdf: 'PDF', ofd: 'OFD', annotated: 'Word with comments', fragment: 'Page fragment', json: 'Data (JSON)', zip: 'All (.zip)', review: 'Review file', exportDraft: 'Draft file', pdfProfile: 'PDF profile', making: 'Being made…', saved: '{name} was downloaded', failed: 'Not made: {detail}', kept: 'Draft kept', keeping: 'Keeping the draft…', notKept: 'The draft could not be kept; export it as a file.', print: 'Print',
  'profile a3a+ua1': 'to be archived and read aloud, with the data inside (PDF/A-3a, PDF/UA-1)', 'profile a2b': 'to be archived, without data (PDF/A-2b)', 'profile a1b': 'to be archived, without data, for old systems (PDF/A-1b)', 'profile a4f+ua2': 'to be archived and read aloud, with the data inside, PDF 2.0 (PDF/A-4f, PDF/UA-2)', 'profile none': 'plain PDF',
  keys: 'Arrows, Enter and Tab move; = fills in what the formulas give; F7 carries over from last year; F8 next finding; Ctrl+Z undo; Ctrl+B bold.', attachments: 'Attachments', annotation: 'Annotation', imprint: 'Imprint', above: 'Note above the table', below: 'Note below the table', empty: '(empty)', closeConfirm: 'Close and remove this draft?', draftBroken: 'The draft file cannot be read.', skip: 'Skip to the form', year0: '{year}', sumRefused: 'Cannot be added up: {detail}', tabs: 'Reports', menu: 'File', underlined: 'Words that contradict a table are underlined.', linkLost: '(see line {line} of the source)',
};

const books = { zh, en };
let current = 'zh';

/** language returns "zh" or "en". */
export const language = () => current;

/** choose sets the language: the one that was chosen before, else the first that the browser asks for and the page has. */
export function choose(wanted) {
  current = [wanted, ...(globalThis.navigator?.languages || [])].filter(Boolean).map((l) => l.slice(0, 2)).find((l) => books[l]) || 'zh';
  return current;
}

/** t returns the words for a key, with {places} filled in. */
export function t(key, places = {}) {
  const text = books[current][key];
  if (text === undefined) throw new Error('no words for ' + key);
  return text.replace(/\{(\w+)\}/g, (all, name) => (name in places ? places[name] : all));
}

/** of picks the text of a language from {key, key_en}. */
export const of = (value, key) => (current === 'en' && value[key + '_en']) || value[key];

/** keys lists the keys of a language, for the test that both have the same. */
export const keysOf = (lang) => Object.keys(books[lang]);
