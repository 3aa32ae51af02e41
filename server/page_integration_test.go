//go:build integration

package server

import (
	"context"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// watch runs in the page before its own script and keeps what goes wrong: errors, and what the policy blocks.
const watch = `window.problems = [];
addEventListener('error', (e) => problems.push('error: ' + e.message));
addEventListener('unhandledrejection', (e) => problems.push('rejection: ' + e.reason));
addEventListener('securitypolicyviolation', (e) => problems.push('policy: ' + e.violatedDirective + ' ' + e.blockedURI));`

// openBrowser starts a browser without a window that saves downloads in a folder, and opens the address in it.
func openBrowser(t *testing.T, address, downloads string) context.Context {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("no chromium; .ci/run installs it")
		}
		t.Skip("no chromium on this machine")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true), chromedp.WindowSize(1000, 1400))
	allocated, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	tab, cancelTab := chromedp.NewContext(allocated)
	t.Cleanup(cancelTab)
	do(t, tab, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
			Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: downloads})
		if err == nil {
			_, err = cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watch})
		}
		return err
	}))
	limited, cancelTime := context.WithTimeout(tab, time.Minute)
	t.Cleanup(cancelTime)
	do(t, limited, chromedp.Navigate(address), chromedp.WaitVisible("#submit"))
	return limited
}

func do(t *testing.T, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// get runs an action that has a value.
func get[T any](t *testing.T, ctx context.Context, action chromedp.Action[T]) T {
	t.Helper()
	value, err := chromedp.Run(ctx, action)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// screenshot keeps a picture where NIANBAO_PICTURES names a folder, for people to look at.
func screenshot(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	folder := os.Getenv("NIANBAO_PICTURES")
	if folder == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(folder, name+".png"), get(t, ctx, chromedp.FullScreenshot(100)), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestPageIntegration(t *testing.T) {
	web := httptest.NewServer(newServer(t, nil).Handler())
	t.Cleanup(web.Close)
	downloads := t.TempDir()
	ctx := openBrowser(t, web.URL, downloads)
	text := func(selector string) string { t.Helper(); return get(t, ctx, chromedp.Text(selector)) }

	// Nothing chosen: the page says so and asks nobody.
	do(t, ctx, chromedp.Click("#submit"), chromedp.WaitVisible("#status.error"))
	if got := text("#status"); !strings.Contains(got, "请先选择文件") {
		t.Errorf("status %q", got)
	}
	screenshot(t, ctx, "page-empty")

	// Pasted text with one wrong figure: a finding with its line, and a Word file to download.
	wrong := strings.Replace(string(sample(t)), "\n1\t0\t0\t1\t2\t", "\n9\t0\t0\t1\t2\t", 1)
	do(t, ctx, chromedp.SetValue("#text", wrong), chromedp.Click("#submit"), chromedp.WaitVisible("#download"), chromedp.WaitVisible("#findings li"))
	if status, findings, name := text("#status"), text("#findings"), text("#download"); !strings.Contains(status, "有 1 处需要核对") ||
		!strings.Contains(findings, "与总计2不一致") || !strings.Contains(findings, "第 84 行") ||
		name != "下载 青坪市文化和旅游局2023年政府信息公开工作年度报告.docx" {
		t.Errorf("status %q, findings %q, download %q", status, findings, name)
	}
	do(t, ctx, chromedp.Click("#findings button"))
	if got := get(t, ctx, chromedp.Evaluate[string](`(() => { const t = document.getElementById('text'); return t.value.slice(t.selectionStart, t.selectionEnd) })()`)); !strings.HasPrefix(got, "9\t0\t0\t1\t2\t") {
		t.Errorf("the button leads to %q", got)
	}
	screenshot(t, ctx, "page-finding")
	do(t, ctx, chromedp.Click("#download"))
	if data := downloaded(t, downloads); !strings.HasPrefix(data, "PK") {
		t.Errorf("downloaded %.20q", data)
	}

	// An uploaded file that is no report: said, and nothing to download.
	poem := filepath.Join(t.TempDir(), "诗.txt")
	if err := os.WriteFile(poem, []byte("床前明月光"), 0o644); err != nil {
		t.Fatal(err)
	}
	do(t, ctx, chromedp.SetUploadFiles("#file", []string{poem}), chromedp.Click(`input[value="pdf"]`), chromedp.Click("#submit"),
		chromedp.WaitVisible("#status.error"), chromedp.WaitVisible("#findings li.error"))
	if status := text("#status"); !strings.Contains(status, "这不是政府信息公开工作年度报告") || !get(t, ctx, chromedp.Evaluate[bool](`document.getElementById('downloads').hidden`)) {
		t.Errorf("status %q, or a download is still there", status)
	}

	// An uploaded report as PDF.
	report, err := filepath.Abs("../testdata/tabs/input.txt")
	if err != nil {
		t.Fatal(err)
	}
	do(t, ctx, chromedp.SetUploadFiles("#file", []string{report}), chromedp.Click("#submit"), chromedp.WaitVisible("#download"))
	status := text("#status")
	do(t, ctx, chromedp.Click("#download"))
	if data := downloaded(t, downloads); !strings.HasPrefix(data, "%PDF-") || !strings.Contains(status, "没有发现") {
		t.Errorf("status %q, downloaded %.20q", status, data)
	}
	screenshot(t, ctx, "page-pdf")

	// The same as OFD.
	do(t, ctx, chromedp.Click(`input[value="ofd"]`), chromedp.Click("#submit"), chromedp.WaitVisible(`#download[download$=".ofd"]`), chromedp.Click("#download"))
	if data := downloaded(t, downloads); !strings.HasPrefix(data, "PK") || !strings.Contains(data, "OFD.xml") {
		t.Errorf("downloaded %.20q", data)
	}

	if problems := get(t, ctx, chromedp.Evaluate[[]string](`problems`)); len(problems) > 0 {
		t.Errorf("on the page: %q", problems)
	}
}

// downloaded waits for a finished download, returns it and removes it.
func downloaded(t *testing.T, folder string) string {
	t.Helper()
	for range 200 {
		entries, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		if len(entries) == 1 && !strings.HasSuffix(entries[0].Name(), ".crdownload") && !strings.HasPrefix(entries[0].Name(), ".") {
			path := filepath.Join(folder, entries[0].Name())
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			return string(data)
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("nothing was downloaded")
	return ""
}
