# verb: faults [F5 F12 …] [--short] [--no-controls]   break it on purpose, count what was acknowledged, print a report
# option: F5 F12 …       the faults of docs/reliability.md; all unless named
# option: --short        a minute or two each
# option: --no-controls  without the runs whose protection is taken away
source scripts/common.sh
source scripts/postgres.sh

form=long
controls=yes
names=()
while [ $# -gt 0 ]; do
    case "$1" in
        --short) form=short ;;
        --no-controls) controls=no ;;
        F[0-9]*) names+=("$1") ;;
        *) wrong faults "unknown option '$1'" ;;
    esac
    shift
done

need_dotnet
[ -n "$(postgres_binaries)" ] || install_packages postgresql
command -v runuser >/dev/null || install_packages util-linux
runtime=${GrainRuntime:-Embedded}
build_api
step "build the fault runs" dotnet build tests/Faults -c Release -v q -clp:ErrorsOnly

chosen=
for name in "${names[@]}"; do
    chosen="$chosen${chosen:+|}DisplayName~F$(printf '%02d' "$((10#${name#F}))")"
done
methods='FullyQualifiedName~The_platform_survives'
[ "$controls" = no ] || methods="$methods|FullyQualifiedName~And_would_be_found_out"

mkdir -p "$data"
report=$data/faults.html
status=0
PLATFORM_API=$(shipped Platform.ApiHost.dll) PLATFORM_FAULTS=$form PLATFORM_FAULTS_REPORT=$report \
    dotnet test tests/Faults --no-build -c Release --nologo \
    --filter "($methods)${chosen:+&($chosen)}" --logger "console;verbosity=detailed" || status=$?
say "the report: $report"
exit "$status"
