#!/bin/sh
# Makes a fontconfig file that gives the names our DOCX files use (仿宋_GB2312 and so on) to the free faces in fonts/, so
# that LibreOffice lays a page out with the metrics of the PDF. Tests only; the product needs no fontconfig.
#
#   .ci/fontconfig.sh                       installs it for the user (~/.config/fontconfig/conf.d)
#   .ci/fontconfig.sh print > fonts.conf    prints a file that stands alone, for one process:
#   FONTCONFIG_FILE=$PWD/fonts.conf soffice --headless ...
#
# The names are those of templates/styles/gbt9704.json, with their supplements behind them (fonts/README.md).
set -eu
folder=$(cd "$(dirname "$0")/../fonts" && pwd)

face() { # face NAME FAMILY...
	printf ' <match target="pattern"><test name="family" qual="any"><string>%s</string></test>' "$1"
	shift
	for family; do
		printf '<edit name="family" mode="prepend" binding="same">'
		printf '<string>%s</string></edit>' "$family"
	done
	printf '</match>\n'
}

# Each edit puts its family right before the name asked for, so they stand in the order given.
aliases() {
	for name in 仿宋_GB2312 FangSong_GB2312 仿宋 FangSong; do face "$name" "GW FangSong Latin" "GW FangSong" "GW FangSong Sup" "GW Song"; done
	for name in 楷体_GB2312 KaiTi_GB2312 楷体 KaiTi; do face "$name" "GW Kai Latin" "GW Kai" "GW Kai Sup" "GW Song"; done
	for name in 黑体 SimHei; do face "$name" "GW Hei" "GW Song"; done
	for name in 宋体 SimSun; do face "$name" "GW Song"; done
	for name in 方正小标宋简体 FZXiaoBiaoSong-B05S; do face "$name" "GW Title Song" "GW Song"; done
}

file() { # file ELEMENTS
	printf '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n%s <dir>%s</dir>\n' "$1" "$folder"
	aliases
	echo '</fontconfig>'
}

if [ "${1:-}" = print ]; then
	file " <include ignore_missing=\"yes\">/etc/fonts/fonts.conf</include>
 <cachedir>${TMPDIR:-/tmp}/nianbao-fontconfig</cachedir>
"
	exit
fi
target=${XDG_CONFIG_HOME:-$HOME/.config}/fontconfig/conf.d
mkdir -p "$target"
file "" >"$target/50-nianbao.conf"
fc-cache -f "$folder"
