# The slow half of the launcher, read by ./coop only when something has to be built. It brings:
#   build     makes the distribution with Maven
#   retrain   makes the AOT cache anew for the JDK that is here now
# Everything it says goes to stderr.

say() {
    printf 'coop: %s\n' "$*" >&2
}

fail() {
    say "$*"
    exit 1
}

# Sets jdk and jdk_version to a JDK of release 25 or newer.
find_jdk() {
    on_path=$(command -v java) && on_path=$(readlink -f "$on_path")
    set +f
    for jdk in "${JAVA_HOME:-}" "${on_path%/bin/java}" /usr/lib/jvm/*; do
        read_jdk_version "$jdk"
        jdk_version=$found_version
        major=${jdk_version%%[!0-9]*}
        if [ "${major:-0}" -ge 25 ] && [ -x "$jdk/bin/javac" ]; then
            set -f
            return 0
        fi
    done
    fail "a JDK of release 25 or newer is needed, and there is none in JAVA_HOME, on the PATH or in /usr/lib/jvm:" \
        "install one (for example Temurin 25 from https://adoptium.net), or set JAVA_HOME to it."
}

# Two first starts must not build into the same directory. Without flock(1) they may; the result is still switched at once.
lock() {
    mkdir -p "$home/target" 2>/dev/null && exec 9>"$home/target/build.lock" ||
        fail "cannot write to $home/target; coop builds itself there, so build it as a user who may."
    ! command -v flock >/dev/null || flock "$@" 9
}

unlock() {
    exec 9>&-
}

build() {
    find_jdk
    command -v mvn >/dev/null ||
        fail "Maven is needed to build coop, and there is no mvn on the PATH: install it (for example: apt-get install maven)."
    if ! lock -n; then
        say "another start is building; waiting for it"
        lock
        if [ -f "$dist/launch" ] && ! sources_changed; then
            unlock
            return 0
        fi
    fi
    if [ -f "$dist/launch" ]; then
        say "the sources have changed; building"
    else
        say "first use: building. This takes about a minute, and longer while Maven fetches libraries."
    fi
    run_maven
    unlock
    say "built"
}

run_maven() {
    log=$home/target/build.log
    pipe=$home/target/build.pipe
    # Maven itself runs on any Java; it finds the JDK for the build in the same places as we did.
    if [ ! -x "${JAVA_HOME:-}/bin/java" ] && ! command -v java >/dev/null || [ -n "${JAVA_HOME:-}" -a ! -x "${JAVA_HOME:-}/bin/java" ]; then
        JAVA_HOME=$jdk
        export JAVA_HOME
    fi
    rm -f "$pipe"
    mkfifo "$pipe" || fail "cannot write to $home/target."
    mvn -B -f "$home/pom.xml" -pl coop-cli -am package -Dmaven.test.skip=true -Dformat.skip=true \
        >"$pipe" 2>&1 9>&- </dev/null &
    maven=$!
    trap 'kill "$maven"; exit 129' HUP
    trap 'kill "$maven"; exit 130' INT
    trap 'kill "$maven"; exit 143' TERM
    show_progress <"$pipe" 8>"$log"
    wait "$maven"
    status=$?
    trap - HUP INT TERM
    rm -f "$pipe"
    if [ "$status" -ne 0 ]; then
        say "the build failed. The end of its log:"
        tail -n 30 "$log" >&2
        fail "the whole log is in $log. If it names a download, check the network; if it names a source file, its last" \
            "change; then start coop again."
    fi
}

# Maven's output on stdin goes to the log on descriptor 8; what a person waits for goes to the terminal.
show_progress() {
    downloads=0
    while IFS= read -r line; do
        printf '%s\n' "$line" >&8
        case $line in
            *"] Building "*" ["*/*"]")
                module=${line#*Building }
                step=${line##*\[}
                say "[${step%]}] ${module%% *}"
                ;;
            *"Downloading from "*)
                [ "$downloads" -gt 0 ] || say "fetching libraries"
                downloads=$((downloads + 1))
                [ $((downloads % 100)) -ne 0 ] || say "fetching libraries: $downloads files so far"
                ;;
            *"(assemble) @ "*) say "preparing quick starts" ;;
        esac
    done
}

# The recorded JDK was updated or is gone, or the distribution was moved. Without a new cache coop starts, only slower.
retrain() {
    [ -n "$found_version" ] && [ "$found_version" = "$jdk_version" ] || find_jdk
    aot=none client_aot=none
    if lock -n; then
        say "preparing quick starts for the JDK in $jdk"
        if "$jdk/bin/java" -XX:TieredStopAtLevel=1 "$home/coop-cli/src/dist/Retrain.java" "$dist" >&2 9>&- </dev/null; then
            read_record
        fi
        unlock
    fi
}
