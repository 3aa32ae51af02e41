package diag

// queueMessages: runs over very many inputs (package queue and those in it, the command's batch).
var queueMessages = map[Code]message{
	"worker-crashed": {Error, "处理这份文件时程序崩溃：{problem}；请把文件和这条信息报告给维护者", "the program crashed over this file: {problem}; please report it to the maintainers with the file"},
	"worker-time":    {Error, "处理这份文件超过 {limit} 没有完成，已停止（--timeout 可放宽）", "this file was not done after {limit} and was given up (--timeout allows more)"},
	"worker-memory":  {Error, "处理这份文件所需内存超过 {limit} MiB，已停止（--memory 可放宽）", "this file takes more than {limit} MiB of memory and was given up (--memory allows more)"},
	"worker-start":   {Error, "无法启动处理程序，未继续处理：{problem}", "the program that does the work cannot be started, and nothing more was done: {problem}"},

	"worker-lost":    {Error, "处理这份文件的机器先后失去联系 {times} 次", "{times} machines were lost one after the other while they worked on this file"},
	"worker-gone":    {Warning, "有一台处理机失去联系；它手里的文件已交给别的处理机", "a worker is lost; what it was working on goes to others"},
	"worker-engine":  {Error, "版本不同，不能处理：这一批用 {wanted} 处理，本程序是 {have}；请换成同一版本", "this is another version and takes no work: the batch is done by {wanted}, this program is {have}; install the same version"},
	"worker-fonts":   {Error, "文件夹“{folder}”里的字体与发起处理的机器不同；请放上同样的字体", "the fonts in “{folder}” are not those of the machine that gives out the work; put the same ones there"},
	"worker-ready":   {Information, "在“{folder}”的一批中处理，同时 {n} 份；队列：{queue}", "working in the batch of “{folder}”, {n} at a time; queue: {queue}"},
	"worker-trouble": {Warning, "遇到问题，稍后再试：{problem}", "trouble, trying again: {problem}"},
	"queue-url":      {Error, "--queue 写的不是 PostgreSQL 数据库的地址，例如 postgres://用户@主机/数据库（密码放在 PGPASSFILE 指定的文件里）", "--queue names no PostgreSQL database; write for instance postgres://user@host/database (the password belongs into the file that PGPASSFILE names)"},
	"queue-connect":  {Error, "连不上队列所在的数据库：{problem}", "the database of the queue cannot be reached: {problem}"},
	"queue-jobs":     {Error, "用 --queue 时由各处理机工作，--jobs 要写给它们（nianbao worker）", "with --queue the workers do the work, and --jobs is for them (nianbao worker)"},
	"queue-lost":     {Warning, "队列没有应答，等它恢复；已完成的不受影响：{problem}", "the queue does not answer; waiting for it. What is done stays done: {problem}"},
	"queue-back":     {Information, "队列恢复了", "the queue is back"},
	"queue-idle":     {Warning, "没有处理机在工作；请在各处理机上启动 nianbao worker", "no worker is at work; start nianbao worker on the machines that are to do it"},

	"batch-status":      {Information, "{folder}：共 {total} 份，完成 {done}，失败 {failed}（其中隔离 {quarantined}），剩余 {left}", "{folder}: {total} in all, {done} done, {failed} failed ({quarantined} of them quarantined), {left} left"},
	"status-none":       {Error, "“{folder}”不是 batch 的结果文件夹", "“{folder}” is no folder of results of batch"},
	"status-unreadable": {Error, "“{folder}”中的记录无法读取：{problem}", "what was kept in “{folder}” cannot be read: {problem_en}"},

	"input-irregular": {Error, "这不是普通文件（是管道或设备），没有读取", "this is no regular file but a pipe or a device, and was not read"},
	"batch-in-use":    {Error, "文件夹“{folder}”正由另一个 batch 使用；请等它结束，或另用一个输出文件夹", "another batch works in “{folder}”; wait until it ends, or give another folder"},
	"batch-foreign":   {Error, "文件夹“{folder}”里有别的文件，不是 batch 的输出文件夹；请给一个空的或新的文件夹", "“{folder}” holds other files and is no folder of a batch; give an empty or a new one"},
	"batch-inside":    {Error, "输入“{input}”在输出文件夹“{folder}”里；请把两者分开", "the input “{input}” lies in the folder of results “{folder}”; keep them apart"},
	"batch-stopped":   {Error, "未全部完成：{total} 份中完成了 {done} 份。排除上述原因后，用同样的命令继续", "not finished: {done} of {total} are done. Mend what is told above and give the same command to go on"},
	"batch-damaged":   {Warning, "记录（journal）中有 {n} 字节已损坏，其中记下的文件已重新处理", "{n} bytes of the journal were damaged; the files that they told of were done again"},
	"batch-done":      {Information, "完成 {done} 份（其中 {before} 份此前已完成），失败 {failed} 份（其中 {quarantined} 份使处理程序崩溃、超时或内存不足，已隔离）", "{done} done ({before} of them before), {failed} failed ({quarantined} of them quarantined: the program crashed over them, or took too long or too much memory)"},
	"batch-list":      {Error, "无法识别清单内容：{problem}", "the list cannot be understood: {problem}"},
	"batch-nothing":   {Error, "未指定要生成的内容：用 --to 指定格式，或加 --check", "nothing is asked for: name formats with --to, or say --check"},
}
