#!/usr/bin/env bash
# Puts the pinned dependencies into build/deps/{imgui,SDL2,json,doctest,zlib,expat}. Usage: tools/fetch-deps.sh [NAME…]
# Each is looked for in this order:
#   1. $DEPS_DIR/NAME, a source folder of the user's own (taken as it is, no checksum)
#   2. its file in the pool of the Debian archive, fetched by apt's own client, SHA-256 checked
#   3. upstream, by git, the pinned commit (the commit id is the checksum)
#   4. imgui only: any 1.92.x whose source package testing or unstable signs, with a warning
set -euo pipefail
cd "$(dirname "$0")/.."
deps=$PWD/build/deps

# name | file in the Debian pool | SHA-256 | upstream | commit
table='
imgui|i/imgui/imgui_1.92.2b%2bds.orig.tar.xz|e7bd201d56b5ee90d24d5dac85e5c12f98bdb95410252a62d27b7f89e4566d48|https://github.com/ocornut/imgui|45acd5e0e82f4c954432533ae9985ff0e1aad6d5
SDL2|libs/libsdl2/libsdl2_2.26.5%2bdfsg.orig.tar.gz|b3f2c822151804125d08db94c65852f711c2e5df2145a59da120748dc32eb9c3|https://github.com/libsdl-org/SDL|ac13ca9ab691e13e8eebe9684740ddcb0d716203
json|n/nlohmann-json3/nlohmann-json3-dev_3.11.2-2_all.deb|ec57940def6b6186c30be0e0ee81d1e58f86d11a54a145b28686a1e3e4aae801|https://github.com/nlohmann/json|bc889afb4c5bf1c0d8ee29ef35eaaf4c8bef8a5d
doctest|d/doctest/doctest-dev_2.4.9%7eds-1_all.deb|b1b43598b8e7f347af1c00f2263f0a19af4c632c808a6fc78a0617eb494c2c94|https://github.com/doctest/doctest|b7c21ec5ceeadb4951b00396fc1e4642dd347e5f
zlib|z/zlib/zlib_1.2.13.dfsg.orig.tar.bz2|71feb7947e3c00ef125f83b79a4e529bde31171e5babe48b391f06758d1ab0a1|https://github.com/madler/zlib|04f42ceca40f73e2978b50e93806c2a18c1281fc
expat|e/expat/expat_2.5.0.orig.tar.gz|ab00ee05c7067fd10a35c5d2a4922ebba746ddd50ff83b79c828da17bbdf1757|https://github.com/libexpat/libexpat|654d2de0da85662fcc7644a7acd7c2dd2cfb21f0
'
# The file that proves a tree complete, seen from its root.
proof() { case $1 in imgui) echo imgui.h ;; SDL2) echo src/SDL.c ;; json) echo include/nlohmann/json.hpp ;; doctest) echo include/doctest/doctest.h ;; zlib) echo inflate.c ;; expat) echo expat/lib/xmlparse.c ;; esac; }
say() { echo "fetch-deps: $*" >&2; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The Debian archive this machine already uses, so a local mirror is respected.
mirror() {
    command -v apt-get >/dev/null || return 1
    apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | grep -m1 '/debian/\?$' | sed 's|/*$|/|'
}

apt_download() { # URL FILE SHA256; a wrong checksum is left in $wrong
    local log=$work/apt.log
    /usr/lib/apt/apt-helper download-file "$1" "$2" "SHA256:$3" >"$log" 2>&1 && return 0
    if grep -qi 'hash sum mismatch' "$log"; then wrong="$1 has a wrong checksum"; fi
    return 1
}

unpack() { # FILE FOLDER
    mkdir -p "$2"
    case $1 in
        *.deb) dpkg-deb -x "$1" "$2" && mv "$2"/usr/include "$2"/ && rm -rf "$2"/usr ;;
        *) tar -xf "$1" -C "$2" --strip-components=1 ;;
    esac
}

from_pool() { # NAME POOLPATH SHA256
    local base file
    [ -x /usr/lib/apt/apt-helper ] && base=$(mirror) && [ -n "$base" ] || return 1
    file=$work/${2##*/}
    apt_download "${base}pool/main/$2" "$file" "$3" && unpack "$file" "$work/$1"
}

from_git() { # NAME UPSTREAM COMMIT
    command -v git >/dev/null || return 1
    git init -q "$work/$1" &&
        GIT_TERMINAL_PROMPT=0 timeout 300 git -C "$work/$1" fetch -q --depth 1 "$2" "$3" 2>"$work/git.log" &&
        git -C "$work/$1" checkout -q FETCH_HEAD && rm -rf "$work/$1/.git"
}

from_any_suite() { # imgui, by a private apt configuration of testing and unstable; apt checks the signatures
    local base p=$work/apt line url sum key=/usr/share/keyrings/debian-archive-keyring
    [ -x /usr/lib/apt/apt-helper ] && base=$(mirror) && [ -n "$base" ] || return 1
    [ -e "$key.gpg" ] && key=$key.gpg || key=$key.pgp
    mkdir -p "$p/lists/partial" "$p/cache/archives/partial" "$p/etc" && chmod -R a+rX "$work"
    printf 'Types: deb-src\nURIs: %s\nSuites: testing unstable\nComponents: main\nSigned-By: %s\n' "$base" "$key" >"$p/etc/any.sources"
    local apt=(apt-get -qq -o "Dir::State::Lists=$p/lists" -o "Dir::Cache=$p/cache" -o Dir::Etc::SourceList=/dev/null
        -o "Dir::Etc::SourceParts=$p/etc" -o Dir::State::status=/dev/null)
    "${apt[@]}" update >/dev/null 2>&1 || return 1
    line=$("${apt[@]}" source --print-uris imgui 2>/dev/null | grep -m1 'imgui_1\.92\.[^ ]*\.orig\.tar') || return 1
    url=$(cut -d"'" -f2 <<<"$line") sum=${line##*SHA256:}
    apt_download "$url" "$work/${url##*/}" "$sum" && unpack "$work/${url##*/}" "$work/imgui" || return 1
    say "warning: imgui is ${url##*/}, not the pinned 1.92.2b"
}

# Upstream trees and the users' own lay headers out differently: bring all to the shape proof() names.
settle() { # NAME, in $work/NAME
    local t=$work/$1
    case $1 in
        json) [ -e "$t/include/nlohmann" ] || { [ -e "$t/nlohmann" ] && mkdir "$t/include" && mv "$t/nlohmann" "$t/include/"; } ;;
        doctest) [ -e "$t/include/doctest" ] || { [ -e "$t/doctest/doctest.h" ] && mkdir "$t/include" && mv "$t/doctest" "$t/include/"; } ;;
    esac
    [ -e "$t/$(proof "$1")" ]
}

fetch() { # NAME POOLPATH SHA256 UPSTREAM COMMIT
    local name=$1 wrong='' pin="$3 $5 ${DEPS_DIR:+$DEPS_DIR/$1}"
    [ -e "$deps/$name/$(proof "$name")" ] && [ "$(cat "$deps/$name/.pin" 2>/dev/null)" = "$pin" ] && return 0
    if [ -n "${DEPS_DIR:-}" ] && [ -d "$DEPS_DIR/$name" ]; then
        cp -r "$DEPS_DIR/$name" "$work/$name"
    else
        from_pool "$name" "$2" "$3" || { rm -rf "${work:?}/$name" && from_git "$name" "$4" "$5"; } ||
            { rm -rf "${work:?}/$name" && [ "$name" = imgui ] && from_any_suite; } ||
            { say "cannot get $name: ${wrong:-not in DEPS_DIR, the Debian archive or $4 (is there a network?)}"; return 1; }
        [ -z "$wrong" ] || say "warning: $wrong, took $name from elsewhere"
    fi
    settle "$name" || { say "the tree found for $name lacks $(proof "$name")"; return 1; }
    echo "$pin" >"$work/$name/.pin"
    mkdir -p "$deps"
    rm -rf "${deps:?}/$name"
    mv "$work/$name" "$deps/$name"
}

while IFS='|' read -r name pool sha upstream commit; do
    [ -n "$name" ] || continue
    if [ $# -eq 0 ] || [[ " $* " == *" $name "* ]]; then fetch "$name" "$pool" "$sha" "$upstream" "$commit"; fi
done <<<"$table"
