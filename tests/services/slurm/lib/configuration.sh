# shellcheck shell=bash
# Slurm's configuration files. Ports: controller, slurmdbd, sshd, then one for each node.
database_port=1 login_port=2 node_port=2

write_configuration() {
  local etc="$directory/etc" number
  {
    slurm_conf
    accounting_conf "$2"
    for ((number = 1; number <= $1; number++)); do
      mkdir -p "$directory/nodes/n$number"/{spool,tmp}
      printf 'NodeName=n%d NodeAddr=127.0.0.1 Port=%d CPUs=64 RealMemory=1024000 Gres=gpu:8 Feature=h100\n' "$number" $((port + node_port + number))
    done
    partitions
  } >"$etc/slurm.conf"
  for number in {0..7}; do
    mknod "$directory/nodes/gpu$number" c 1 3
  done
  printf 'Name=gpu File=%s/nodes/gpu[0-7]\n' "$directory" >"$etc/gres.conf"
  printf 'CgroupPlugin=cgroup/v1\n' >"$etc/cgroup.conf"
  gcc -shared -fPIC -O1 -Wall -Wextra -Werror -o "$etc/pyxis.so" "$services/pyxis_standin.c"
  printf 'required %s %s\n' "$etc/pyxis.so" "$directory" >"$etc/plugstack.conf"
  (umask 077 && slurmdbd_conf >"$etc/slurmdbd.conf")
  printf '127.0.0.1 %s\n' localhost login $(seq --format=n%g "$1") >"$etc/hosts"
  sed "s|^\(root:.*:.*:.*:.*\):.*:.*|\1:$directory/home:/bin/bash|" /etc/passwd >"$etc/passwd"
}

# FirstJobId: jobs take their ports from their ids, and clusters of this machine share its ports.
# SlurmdTimeout: a killed node is noticed within it. KillWait: from TERM to KILL at a time limit.
slurm_conf() {
  cat <<CONF
ClusterName=fairlead
FirstJobId=$(((port - first_port) / ports_per_cluster * 66 + 1))
SlurmctldHost=login(127.0.0.1)
SlurmctldPort=$port
SlurmUser=root
AuthInfo=socket=$directory/run/munge.socket,cred_expire=10
StateSaveLocation=$directory/controller
SlurmdSpoolDir=$directory/nodes/%n/spool
SlurmctldPidFile=$directory/run/slurmctld.pid
SlurmdPidFile=$directory/nodes/%n/slurmd.pid
SlurmctldLogFile=$directory/log/slurmctld.log
SlurmdLogFile=$directory/log/%n.log
PlugStackConfig=$directory/etc/plugstack.conf
MailProg=/bin/true
SlurmdParameters=config_overrides
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
DefMemPerNode=4000
GresTypes=gpu
MpiDefault=none
SchedulerParameters=batch_sched_delay=0,bf_interval=1
SlurmctldTimeout=10
SlurmdTimeout=10
MessageTimeout=5
KillWait=2
MinJobAge=300
ReturnToService=2
JobRequeue=1
MaxArraySize=1001
EnforcePartLimits=ALL
JobAcctGatherType=jobacct_gather/linux
JobAcctGatherFrequency=task=2
JobAcctGatherParams=OverMemoryKill
CONF
}

accounting_conf() {
  if "$1"; then
    printf '%s\n' AccountingStorageType=accounting_storage/slurmdbd AccountingStorageHost=127.0.0.1 "AccountingStoragePass=$directory/run/munge.socket" "AccountingStoragePort=$((port + database_port))" \
      AccountingStorageEnforce=associations,limits AccountingStoreFlags=job_comment
  else
    printf 'AccountingStorageType=accounting_storage/none\n'
  fi
}

slurmdbd_conf() {
  cat <<CONF
DbdHost=login
DbdAddr=127.0.0.1
DbdPort=$((port + database_port))
SlurmUser=root
AuthInfo=socket=$directory/run/munge.socket
StorageType=accounting_storage/mysql
StorageHost=localhost
StorageUser=root
StorageLoc=slurm
PidFile=$directory/run/slurmdbd.pid
LogFile=$directory/log/slurmdbd.log
CommitDelay=1
CONF
}

partitions() {
  cat <<'CONF'
PartitionName=DEFAULT Nodes=ALL MaxTime=INFINITE DefaultTime=60 State=UP
PartitionName=main Default=YES
PartitionName=debug
PartitionName=cpu
PartitionName=short MaxTime=1 DefaultTime=1
CONF
}
