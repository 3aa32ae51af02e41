#!/bin/sh
# Opens the web page for reports by a double click in the Finder. It ends when the page was closed.
cd "$(dirname "$0")" || exit 1
exec ./nianbao desk
