# What the caller's own allocation and shell say to Slurm is no part of a request: only where the cluster is, and who asks.
for variable in $(env | sed -n 's/^\([A-Z][A-Za-z0-9_]*\)=.*/\1/p'); do
  case $variable in
  SLURM_CONF | SLURM_JWT) ;;
  SLURM* | SALLOC_* | SBATCH_* | SRUN_* | SQUEUE_* | SACCT_* | SCANCEL_* | SINFO_* | PMI*) unset "$variable" ;;
  esac
done
