package converter

import (
	"context"

	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/layout"
	"nianbao/converter/internal/ofd"
	"nianbao/converter/report"
)

// printOFD writes laid out pages as OFD, with the report's data attached unless the caller does without.
func (c *Converter) printOFD(ctx context.Context, pages *layout.Pages, r *report.Report, to Target) ([]byte, error) {
	info := ofd.Info{Author: r.Organization, Date: created(r, to)}
	if !to.NoAttachment {
		info.Attachments = []ofd.Attachment{{Name: ofd.ReportName, Date: info.Date, Data: contract.AppendJSON(nil, r, c.vocabulary())}}
	}
	data, err := c.ofdPrinter.Write(ctx, pages, info)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, defect(err)
	}
	return data, nil
}
