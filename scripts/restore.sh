# verb: restore FILE [--data DIR] [--runtime Auto|Embedded|Orleans]   an account's snapshot into an empty database
source scripts/common.sh
source scripts/postgres.sh

file=
while [ $# -gt 0 ]; do
    case "$1" in
        --data) data=${2:?--data takes a directory} && shift ;;
        --runtime) runtime=${2:?--runtime takes Auto, Embedded or Orleans} && shift ;;
        -*) echo "platform restore: unknown option '$1'" >&2 && exit 2 ;;
        *) file=$1 ;;
    esac
    shift
done
[ -f "$file" ] || {
    echo "platform restore: name the file of a snapshot: …/snapshots/{account}/….snapshot.gz" >&2
    exit 2
}
file=$(realpath "$file")
data=$(mkdir -p "$data" && cd "$data" && pwd)

need_dotnet
choose_runtime
[ -n "${ConnectionStrings__Platform:-}" ] || start_postgres
trap stop_postgres EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
build_if_changed api build_api "${api_sources[@]}"

export DataDirectory="$data"
say "restoring $(basename "$file")"
dotnet "$(shipped Platform.ApiHost.dll)" restore "$file"
say "start it with ./platform run --data $data"
