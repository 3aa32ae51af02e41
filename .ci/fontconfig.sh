#!/bin/sh
# Prints a fontconfig file that gives the names our DOCX files use (仿宋_GB2312 and so on) to the free faces in fonts/, so
# that LibreOffice lays a page out with the metrics of the PDF. Tests only; the product needs no fontconfig.
#
#   .ci/fontconfig.sh [FONTS_FOLDER] > fonts.conf
#   FONTCONFIG_FILE=$PWD/fonts.conf soffice --headless ...
#
# The names are those of templates/styles/gbt9704.json, with their supplements behind them (fonts/README.md).
set -eu
folder=${1:-$(cd "$(dirname "$0")/../fonts" && pwd)}
cache=${FONTCONFIG_CACHE:-${TMPDIR:-/tmp}/nianbao-fontconfig}

alias() { # alias NAME FAMILY...
	printf ' <match target="pattern"><test name="family" qual="any"><string>%s</string></test>' "$1"
	shift
	for family; do
		printf '<edit name="family" mode="prepend" binding="same">'
		printf '<string>%s</string></edit>' "$family"
	done
	printf '</match>\n'
}

# Each edit puts its family right before the name asked for, so they stand in the order given.
cat <<XML
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
 <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
 <dir>$folder</dir>
 <cachedir>$cache</cachedir>
XML
for name in 仿宋_GB2312 FangSong_GB2312 仿宋 FangSong; do alias "$name" "GW FangSong" "GW FangSong Sup" "GW Song"; done
for name in 楷体_GB2312 KaiTi_GB2312 楷体 KaiTi; do alias "$name" "GW Kai" "GW Kai Sup" "GW Song"; done
for name in 黑体 SimHei; do alias "$name" "GW Hei" "GW Song"; done
for name in 宋体 SimSun; do alias "$name" "GW Song"; done
for name in 方正小标宋简体 FZXiaoBiaoSong-B05S; do alias "$name" "GW Title Song" "GW Song"; done
echo '</fontconfig>'
