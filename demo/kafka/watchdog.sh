# Kills what a lab cluster started when its owner is gone, however it went.
# Reads one line per process from the owner ("+PID"); "done" ends it without a kill; the end of input means that the owner died.
# $1 is in the command line of each of those processes; $2, if not empty, is the folder to remove, $3 the entry in the run registry.
pids=''
while read -r line; do
  case "$line" in
    done) exit 0 ;;
    +*) pids="$pids ${line#+}" ;;
  esac
done
for pid in $pids; do
  if [ -r "/proc/$pid/cmdline" ]; then
    grep -q -a -F -e "$1" "/proc/$pid/cmdline" && kill -9 "$pid"
  else
    ps -ww -o args= -p "$pid" 2>/dev/null | grep -q -F -e "$1" && kill -9 "$pid"
  fi
done
if [ -n "$2" ]; then rm -rf "$2"; fi
rm -f "$3"
