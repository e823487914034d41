# Finds a JDK for ./gyrus and ./check. Sourced; POSIX sh; starts no process where JAVA_HOME or $1 will do.

java_needed=25

# Whether $1 is a JDK that is new enough. Reads the file `release`, which is 40 ms quicker than asking java.
usable_jdk() {
    [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    while IFS='=' read -r key value; do
        [ "$key" = JAVA_VERSION ] || continue
        value=${value#\"}
        value=${value%%[!0-9]*}
        [ "${value:-0}" -ge "$java_needed" ]
        return
    done < "$1/release"
    return 1
}

# Sets JAVA_HOME: the caller's own, else $1 (what was used before), else the one on PATH, else the usual folders.
find_jdk() {
    usable_jdk "${JAVA_HOME:-}" && return 0
    if usable_jdk "${1:-}"; then
        JAVA_HOME=$1
        return 0
    fi
    java_on_path=$(command -v java 2>/dev/null) && java_on_path=$(readlink -f "$java_on_path" 2>/dev/null) || java_on_path=
    for candidate in "${java_on_path%/bin/java}" \
            /usr/lib/jvm/* /usr/java/* /usr/local/java/* /opt/jdk* /opt/java/* /opt/*jdk* \
            "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* "${HOME:-}"/.asdf/installs/java/* \
            "${HOME:-}"/.local/share/mise/installs/java/* \
            /Library/Java/JavaVirtualMachines/*/Contents/Home \
            "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
            /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
            /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        if usable_jdk "$candidate"; then
            JAVA_HOME=$candidate
            return 0
        fi
    done
    return 1
}

say_no_jdk() {
    echo "gyrus: no JDK $java_needed or newer was found in JAVA_HOME, on PATH or in the usual folders" >&2
    case $(uname -s) in
        Darwin) echo "Install one (brew install openjdk@$java_needed, or https://adoptium.net) and try again." >&2 ;;
        *) echo "Install one (sdk install java $java_needed-tem, or https://adoptium.net), or set JAVA_HOME to it." >&2 ;;
    esac
}

say_no_maven() {
    echo "gyrus: Maven (mvn) is not on PATH, and it is needed to build" >&2
    case $(uname -s) in
        Darwin) echo "Install it (brew install maven) and try again." >&2 ;;
        *) echo "Install it (apt install maven, dnf install maven, or https://maven.apache.org) and try again." >&2 ;;
    esac
}

# Says so and fails where LibTorch's Java bindings are published for no such machine.
check_platform() {
    case $(uname -s)/$(uname -m) in
        Linux/x86_64 | Linux/amd64 | Darwin/arm64 | Darwin/x86_64 | MINGW*/x86_64 | MSYS*/x86_64 | CYGWIN*/x86_64) ;;
        *)
            echo "gyrus: the engine (LibTorch for Java) is published for Linux x86_64, macOS and Windows x86_64," \
                "not for $(uname -s) $(uname -m)" >&2
            echo "Run Gyrus on one of those, for example in a container with --platform linux/amd64." >&2
            return 1 ;;
    esac
}

# Maven itself, with a JDK that it can use and without the warnings that Maven 3.8 earns on it.
maven() {
    MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}" \
        JAVA_HOME=$JAVA_HOME mvn -B -ntp "$@"
}
