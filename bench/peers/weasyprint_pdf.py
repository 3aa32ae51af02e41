"""weasyprint: a web page, printed. Its configuration of fonts is kept from one report to the next."""
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from worker import font, html, inputs, serve

fonts = FontConfiguration()
faces = {"GW FangSong": "fangsong", "GW Kai": "kaiti", "GW Hei": "heiti", "GW Song": "song", "GW Title Song": "xiaobiaosong"}
css = CSS(string="".join('@font-face{font-family:"%s";src:url("file://%s")}' % (name, font(role)) for name, role in faces.items()), font_config=fonts)

serve(inputs("json"), lambda data: HTML(string=html(data)).write_pdf(stylesheets=[css], font_config=fonts))
