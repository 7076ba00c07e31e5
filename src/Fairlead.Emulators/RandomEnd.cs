using System.Security.Cryptography;

namespace Fairlead.Emulators;

/// <summary>The five letters and digits that Kubernetes ends generated names with (kubernetes/apimachinery: pkg/util/rand/rand.go).</summary>
internal static class RandomEnd
{
    public static string Next() => RandomNumberGenerator.GetString("bcdfghjklmnpqrstvwxz2456789", 5);
}
