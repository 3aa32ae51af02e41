package sides

import (
	"context"
	"os/exec"

	"nianbao/bench/internal/measure"
)

// wkhtmltopdf prints web pages, a process each; it has no other way. It takes the fonts that fontconfig has: of those that a page
// brings along it draws outlines, without text.
func wkhtmltopdf() []Side {
	start := processEach("wkhtmltopdf", func(p Place, job int, folder string) (measure.Order, string) {
		file := made(folder, "out.pdf")
		order := call("wkhtmltopdf", "-q", "-s", "A4", "-T", "37mm", "-B", "35mm", "-L", "28mm", "-R", "26mm", p.File(job, "html"), file)
		order.Environment = []string{"FONTCONFIG_FILE=" + p.Fontconfig(), "XDG_RUNTIME_DIR=" + folder}
		return order, file
	})
	return []Side{{Key: "wkhtmltopdf", Verb: PDF, Name: "wkhtmltopdf", How: "a process each", Jobs: 2, Passes: 1, Extension: "pdf",
		Version: func(Place) (string, error) { return said("wkhtmltopdf", "--version") },
		Does:    "from HTML; Debian's build knows no page numbers and prints smaller, so that there are fewer pages; no tags",
		Open: func(ctx context.Context, p Place) (Session, error) {
			if err := pages(p); err != nil {
				return nil, err
			}
			return start(ctx, p)
		}}}
}

// pages makes the web pages that some tools start from.
func pages(p Place) error {
	cmd := exec.Command(python, "pages.py", p.Work)
	cmd.Dir = p.Peers
	_, err := measure.Run(cmd)
	return err
}
