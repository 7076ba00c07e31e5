namespace Fairlead.Backends.Cloud.Transport;

/// <summary>How a parcel's tar is compressed. The names in lower case are what a pod is told.</summary>
public enum ParcelCodec
{
    Gzip,

    /// <summary>A quarter smaller; the pod's image needs <c>xz</c>, or python3 with lzma.</summary>
    Xz,
}
