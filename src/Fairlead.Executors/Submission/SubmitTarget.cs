using Fairlead.Jobs.DgxCloud;
using Fairlead.Jobs.Docker;
using Fairlead.Jobs.Lepton;
using Fairlead.Jobs.Slurm;

namespace Fairlead.Executors.Submission;

/// <summary>Where a request goes: what is recorded with the run so that it can be found again, and is no part of the request.</summary>
/// <param name="Site">How the cluster is reached; null for executors that need no such thing.</param>
/// <param name="Engine">Which container engine runs the job; null for other executors.</param>
/// <param name="DgxCloud">Which run:ai control plane runs the job; null for other executors.</param>
/// <param name="Lepton">Which Lepton workspace runs the job; null for other executors.</param>
public sealed record SubmitTarget(string Profile, SlurmSite? Site = null, DockerSite? Engine = null, DgxCloudSite? DgxCloud = null, LeptonSite? Lepton = null);
