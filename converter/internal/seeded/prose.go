package seeded

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// sayings are sentences as reports have them, of no real office; %d is a figure.
func sayings() []string {
	return []string{
		"紧扣全年重点任务，及时发布政策文件、财政预决算、重大项目、民生实事等信息，全年通过门户网站公开信息%d条，其中政策解读%d篇。",
		"坚持“谁起草、谁解读”，政策文件与解读材料同步研究、同步审核、同步发布，全年发布图文解读%d篇、视频解读%d个。",
		"畅通申请渠道，完善登记、审核、办理、答复、归档各环节，加强与申请人的沟通，提高答复的规范化水平。",
		"健全信息发布审核制度，落实“三审三校”，定期排查错敏信息，全年整改问题%d个，网站运行平稳。",
		"优化政务公开专区设置，在便民服务大厅摆放政府公报%d册，接待群众查询%d人次，开展“政府开放日”活动%d场。",
		"政务新媒体坚持内容为先，微信公众号发布信息%d条，阅读量达%d万次，粉丝较上年增加%d人。",
		"将政务公开纳入年度绩效考核，组织业务培训%d次，培训%d人次，通报情况%d期，有力推动各项任务落实。",
		"对现行有效的规范性文件进行清理，按程序废止%d件、修改%d件，并在网站集中公布目录和全文。",
		"重点领域信息公开持续深化，义务教育、医疗卫生、社会救助、食品药品监管等领域信息更新及时，群众知晓率进一步提升。",
		"一是主动公开的内容还不够丰富，与群众的期盼仍有差距；二是解读形式较为单一，互动性不强；三是工作人员流动性大，业务能力有待提高。",
		"下一步，将聚焦企业和群众关切，丰富公开内容，创新解读形式，强化队伍建设，推动工作再上新台阶。",
		"收到人大代表建议%d件、政协委员提案%d件，均已按时办结并公开答复结果，满意率100%%。",
	}
}

// Prose returns so many paragraphs of some sentences each, no two alike.
func Prose(seed uint64, paragraphs int) []string {
	r, all := rand.New(rand.NewPCG(seed, 7)), sayings()
	list := make([]string, paragraphs)
	for i := range list {
		var b strings.Builder
		for range 2 + r.IntN(4) {
			saying := all[r.IntN(len(all))]
			figures := make([]any, strings.Count(saying, "%d"))
			for k := range figures {
				figures[k] = 1 + r.IntN(900)
			}
			fmt.Fprintf(&b, saying, figures...)
		}
		list[i] = b.String()
	}
	return list
}
