# shellcheck shell=bash
# The login node: the programs of Slurm, counted; sshd; the profiles that lead there.

programs=(/usr/bin/{sacct,sacctmgr,sbatch,scancel,scontrol,sinfo,squeue,srun} "$services/enroot")

write_programs() {
  local program wrapper
  for program in "${programs[@]}"; do
    wrapper="$directory/bin/${program##*/}"
    cp "$program" "$directory/real/"
    sed "s|@DIRECTORY@|$directory|" "$services/wrapper" >"$wrapper"
    chmod +x "$wrapper"
  done
  # shellcheck disable=SC2016 # for the login shell to expand
  printf 'PATH=%s:$PATH\n' "$directory/bin" >"$directory/home/.profile"
  : >"$directory/calls.log"
}

prepare_login() {
  local ssh="$directory/ssh" key
  for key in identity host_key other_host_key; do
    ssh-keygen -q -t ed25519 -N '' -C '' -f "$ssh/$key"
  done
  printf '%d\n' $((port + login_port)) >"$ssh/port"
  printf '[127.0.0.1]:%d %s\n' $((port + login_port)) "$(<"$ssh/host_key.pub")" >"$ssh/known_hosts"
  printf '[127.0.0.1]:%d %s\n' $((port + login_port)) "$(<"$ssh/other_host_key.pub")" >"$ssh/wrong_known_hosts"
  sshd_config >"$ssh/sshd_config"
  profiles >"$directory/env.toml"
}

start_login() { run_inside /usr/sbin/sshd -f "$directory/ssh/sshd_config" -E "$directory/log/sshd.log"; }

sshd_config() {
  cat <<CONF
Port $((port + login_port))
ListenAddress 127.0.0.1
HostKey $directory/ssh/host_key
AuthorizedKeysFile $directory/ssh/identity.pub
PidFile $directory/run/sshd.pid
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
StrictModes no
UseDNS no
MaxStartups 100
MaxSessions 100
SetEnv PATH=$directory/bin:/usr/sbin:/usr/bin:/sbin:/bin SLURM_CONF=$directory/etc/slurm.conf
CONF
}

profiles() {
  cat <<TOML
[cluster]
executor = "slurm"
tunnel = "ssh"
host = "127.0.0.1"
port = $((port + login_port))
user = "root"
identity = "$directory/ssh/identity"
known_hosts = "$directory/ssh/known_hosts"
account = "lab7"
run_partition = "debug"
batch_partition = "main"
remote_job_dir = "$directory/shared/jobs"
lustre_mount = ""
container_image = ""

[cluster.stages.data_prep]
batch_partition = "cpu"

[login]
extends = "cluster"
tunnel = "local"
TOML
}
