namespace Portal.Core.Tests.Promotions.Sequences;

internal static class Promise
{
    public static void Holds(bool isSo, string sentence)
    {
        if (!isSo)
        {
            throw new BrokenPromiseException(sentence);
        }
    }
}

/// <summary>Something that must never be.</summary>
internal sealed class BrokenPromiseException(string sentence) : Exception(sentence);
