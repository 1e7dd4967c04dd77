# verb: faults   break it on purpose: kill the process, restart PostgreSQL, and count what was acknowledged (long form)
source scripts/common.sh
source scripts/postgres.sh

need_dotnet
[ -n "$(postgres_binaries)" ] || install_packages postgresql
step "build" dotnet build tests/Faults -c Release -v q -clp:ErrorsOnly
PLATFORM_FAULTS=long dotnet test tests/Faults --no-build -c Release --nologo --logger "console;verbosity=detailed"
