# Shared by the verbs. Sourced, never run.

# Who became root by su alone has no such folders in PATH, and Debian keeps runuser there.
PATH=$PATH:/usr/sbin:/sbin

data=${PLATFORM_DATA:-$PWD/.data}
port=5080
runtime=Auto

say() { printf '\033[2m·\033[0m %s\n' "$*"; }

# A precondition that only the user can mend: one line, exit 3.
cannot() {
    echo "platform: $*" >&2
    exit 3
}

# An option's value: value_of VERB "WHAT" "$@", where $3 is the option and $4 its value, goes into $value.
value_of() {
    if [ $# -lt 4 ] || [ -z "$4" ] || [[ "$4" == --* ]]; then wrong "$1" "$3 takes $2"; fi
    value=$4
}

# What cannot be meant: one line, exit 2.
wrong() {
    echo "platform $1: $2; ./platform $1 --help tells more" >&2
    exit 2
}

# A port is a number that one can listen on: need_port VERB OPTION NUMBER.
need_port() {
    [[ "$3" =~ ^[1-9][0-9]{0,4}$ && "$3" -le 65535 ]] || wrong "$1" "$2 takes a number from 1 to 65535, not '$3'"
}

# Before anything is built for it: nobody else listens there, and one may. need_free_port VERB OPTION NUMBER.
need_free_port() {
    need_port "$@"
    if (exec 3<>"/dev/tcp/127.0.0.1/$3") 2>/dev/null; then
        cannot "something listens on port $3 already; stop it, or name another one with $2"
    fi
    if [ "$(id -u)" != 0 ] && [ "$3" -lt "$(cat /proc/sys/net/ipv4/ip_unprivileged_port_start 2>/dev/null || echo 0)" ]
    then
        cannot "only root may listen on port $3; name a higher one with $2"
    fi
}

# The data directory is one command's: a second one would stop the PostgreSQL that the first one uses. It is made and
# taken until this shell has ended, however it ends: take_data VERB.
take_data() {
    local owner verb asked=$data
    data=$(mkdir -p "$asked" 2>/dev/null && cd "$asked" && test -w . && pwd) ||
        cannot "the data directory $asked cannot be made or written to; name another one with --data"
    if is_taken "$data"; then
        cannot "./platform $verb, process $owner, uses $data already; stop it, or name another directory with --data"
    fi
    echo "$$ $(born $$) $1" >"$data/owner"
}
# Whether a command that goes on has taken a data directory; then $owner is its process and $verb what it is.
is_taken() {
    local born
    read -r owner born verb 2>/dev/null <"$1/owner" && [ "$(born "$owner")" = "$born" ]
}
# When a process began, in the kernel's ticks; nothing for one that is not there. A number alone may be somebody else's.
born() {
    local stat
    { read -r -a stat <"/proc/$1/stat"; } 2>/dev/null && echo "${stat[21]}"
}

need_dotnet() {
    local version
    command -v dotnet >/dev/null || cannot "the .NET 10 SDK is not installed (dotnet is not on PATH)"
    version=$(dotnet --version 2>&1) || cannot "dotnet does not run here: ${version%%$'\n'*}"
    [[ "$version" == 10.* ]] || cannot "the .NET 10 SDK is needed, but dotnet is $version"
}

need_node() {
    local major
    command -v npm >/dev/null || cannot "Node 20 with npm is needed to build the web app (npm is not on PATH)"
    major=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
    [ "${major:-0}" -ge 20 ] || cannot "Node 20 or newer is needed to build the web app, but node is $(node --version)"
}

# Asks the platform whether it is well.
need_curl() { command -v curl >/dev/null || install_packages curl; }

# Hash of the files that a build depends on: unchanged means that nothing has to be built again. The lock files of
# Orleans are not among them: restoring writes them.
fingerprint() {
    find "$@" -type d \( -name bin -o -name obj -o -name node_modules -o -name dist \) -prune -o \
        -type f ! -name packages.Orleans.lock.json -print0 |
        sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
}

# Runs a command quietly with a line of progress; on failure shows what it printed.
step() {
    local title=$1 log started=$SECONDS
    shift
    log=$(mktemp)
    printf '\033[2m·\033[0m %s … ' "$title"
    if "$@" >"$log" 2>&1; then
        echo "$((SECONDS - started)) s"
        rm -f "$log"
    else
        echo "failed"
        cat "$log" >&2
        rm -f "$log"
        return 1
    fi
}

# Installs Debian packages that are missing; says so before.
install_packages() {
    local missing=()
    for package in "$@"; do
        dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    [ "$(id -u)" = 0 ] || cannot "not root, and these packages are not installed: ${missing[*]}"
    command -v apt-get >/dev/null || cannot "there is no apt-get to install: ${missing[*]}"
    say "will install with apt-get: ${missing[*]}"
    step "package lists" apt-get update
    step "install ${missing[*]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends "${missing[@]}"
}

# Auto where one may be found out, and the names of the two homes: need_runtime VERB.
need_runtime() {
    [[ "$runtime" =~ ^(Auto|Embedded|Orleans)$ ]] ||
        wrong "$1" "--runtime is Auto, Embedded or Orleans, not '$runtime'"
}

# Which home the grains get. Orleans where its packages restore, asked once; Embedded otherwise.
choose_runtime() {
    case "$runtime" in
        Embedded | Orleans)
            reason="asked for with --runtime"
            ;;
        Auto)
            mkdir -p "$data"
            if [ ! -f "$data/runtime" ]; then
                printf '\033[2m·\033[0m do the packages of Microsoft Orleans restore? … '
                if timeout 60 dotnet restore src/Silo/Silo.csproj -p:GrainRuntime=Orleans >"$data/runtime.log" 2>&1; then
                    echo "Orleans	its packages restore here" >"$data/runtime"
                    echo yes
                else
                    echo "Embedded	the packages of Microsoft Orleans do not restore here" >"$data/runtime"
                    echo no
                fi
            fi
            IFS=$'\t' read -r runtime reason <"$data/runtime"
            ;;
    esac
    export GrainRuntime=$runtime
}

# What is built for one home, and not for whichever restores: take_runtime VERB checks it and tells the build.
take_runtime() {
    case "$runtime" in
        Embedded | Orleans) export GrainRuntime=$runtime ;;
        *) wrong "$1" "--runtime is Embedded or Orleans, not '$runtime'" ;;
    esac
}

# Where Orleans was asked for by its name nothing takes its place: what does not restore is named, exit 3.
# demand_orleans WHO LOG PROJECT...
demand_orleans() {
    local who=$1 log=$2 project missing package
    shift 2
    mkdir -p "$(dirname "$log")"
    printf '\033[2m·\033[0m do the packages of Microsoft Orleans restore? … '
    if (for project in "$@"; do
        timeout 180 dotnet restore "$project" -p:GrainRuntime=Orleans || exit 1
    done) >"$log" 2>&1; then
        echo yes
        return 0
    fi
    echo no
    missing=$(grep -oE 'Microsoft\.Orleans\.[A-Za-z.]*[A-Za-z]' "$log" | sort -u)
    {
        if [ -n "$missing" ]; then
            echo "platform: $who needs the packages of Microsoft Orleans, and these do not restore here:"
            while read -r package; do
                echo "    $package" $(sed -n "s/.*Include=\"$package\" Version=\"\(.*\)\".*/\1/p" Directory.Packages.props)
            done <<<"$missing"
            echo "Name a package source that has them (dotnet nuget add source …), or build where there is one;"
            echo "./platform run and ./platform test need none of them. What NuGet said is in $log"
        else
            echo "platform: the packages do not restore; what NuGet said is in $log"
        fi
    } >&2
    exit 3
}

# Builds again only what changed since the last time: build_if_changed NAME COMMAND FILES...
build_if_changed() {
    local name=$1 now
    now="$(fingerprint "${@:3}")-$runtime"
    [ "$(cat "$data/built-$name" 2>/dev/null)" = "$now" ] && return 0
    "$2" && echo "$now" >"$data/built-$name"
}
api_sources=(src/Grains.Abstractions src/Grains src/Embedded src/Storage src/Silo src/ApiHost sql Directory.*)
# What is shipped stands apart from what the tests are built from. It is compiled ahead of time where the compiler's
# package restores: a start is mostly compiling. The lock files of the repository do not name a kind of machine.
shipped() { echo "$PWD/src/ApiHost/bin/$runtime/shipped/$1"; }
build_api() {
    local machine ahead
    machine=$(dotnet --info | sed -n 's/^ *RID: *//p')
    ahead=(-r "$machine" -p:SelfContained=false -p:PublishReadyToRun=true -p:NuGetLockFilePath=obj/shipped.lock.json)
    timeout 60 dotnet restore src/ApiHost -v q "${ahead[@]}" >/dev/null 2>&1 || ahead=()
    step "build the API" dotnet publish src/ApiHost -c Release -v q -clp:ErrorsOnly \
        -o "$(shipped "")" "${ahead[@]}"
}
build_web() {
    step "the web app's packages" npm --prefix src/Dashboard ci --no-audit --no-fund
    step "build the web app" npm --prefix src/Dashboard run build
}

# So many bytes come together between two collections of garbage, in hexadecimal. What requests under way hold is gone
# through by each, so a crowd costs a quarter of what it does with the 16 MiB that .NET takes here. It can't be set in a
# build; whoever has set it keeps it.
size_nursery() { export DOTNET_GCgen0size=${DOTNET_GCgen0size:-0x4000000}; }

# Short lives that make much garbage and much code: the collector waits for more of it, and the code is written in place.
simulation() {
    DOTNET_gcConcurrent=0 DOTNET_GCgen0size=0x8000000 DOTNET_EnableWriteXorExecute=0 \
        dotnet tests/Simulation/bin/Embedded/Release/net10.0/Platform.Simulation.dll "$@"
}

# The first admin. The password is made once and kept where only its owner can read it.
name_first_admin() {
    export PLATFORM_ADMIN_EMAIL=${PLATFORM_ADMIN_EMAIL:-admin@platform.test}
    [ -z "${PLATFORM_ADMIN_PASSWORD:-}" ] || return 0
    if [ ! -f "$data/admin-password" ]; then
        (umask 077 && head -c 15 /dev/urandom | base64 | tr '+/' 'xy' >"$data/admin-password")
    fi
    PLATFORM_ADMIN_PASSWORD=$(cat "$data/admin-password")
    export PLATFORM_ADMIN_PASSWORD
}
