# What the programs of this directory share; read by them, with $bench, $root and $target set.

say() { printf '%s\n' "$*" >&2; }

# As the launcher starts coop, so that what is measured is what runs.
jvm_flags=$(grep '^-' "$root/coop-cli/src/dist/jvm.flags")

release_of() { # the feature release of the JDK in a directory, or 0
    sed -n 's/^JAVA_RUNTIME_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null | grep . || echo 0
}

find_jdk() { # as the launcher does: JAVA_HOME, then PATH, then /usr/lib/jvm
    on_path=$(readlink -f "$(command -v java || true)" || true)
    for jdk in "${JAVA_HOME:-}" "${on_path%/bin/java}" /usr/lib/jvm/*; do
        if [ -x "$jdk/bin/java" ] && [ "$(release_of "$jdk")" -ge 25 ]; then
            return
        fi
    done
    say "$0: a JDK of release 25 or newer is needed, and there is none in JAVA_HOME, on the PATH or in /usr/lib/jvm."
    exit 1
}

build() { # when there is no build, or a source or a pom is newer than it
    newest=$(find "$root/pom.xml" "$root/coop-core/pom.xml" "$root/coop-core/src/main" "$root/coop-transport/pom.xml" "$root/coop-transport/src/main" \
        "$root/proto/src/main" "$bench/pom.xml" "$bench/src/main/java" \
        -type f -newer "$target/built" 2>&1 | head -n 1)
    [ -n "$newest" ] || return 0
    say 'building with Maven …'
    rm -rf "$target/lib" # a raised version would otherwise leave the old jar beside the new one
    mvn -B -q -f "$root/pom.xml" -pl bench -am package -Dmaven.test.skip=true -Dformat.skip=true >&2
    touch "$target/built"
}
