namespace Fairlead.Backends.Cloud.Ray;

/// <summary>The kubelet's reasons for a container that has no image: github.com/kubernetes/kubernetes, pkg/kubelet/images/types.go.</summary>
internal static class ImageReasons
{
    private static readonly string[] Words = ["ImagePullBackOff", "ErrImagePull", "InvalidImageName", "ErrImageNeverPull", "ImageInspectError"];

    public static bool Has(string? reason) => Words.Contains(reason);
}
