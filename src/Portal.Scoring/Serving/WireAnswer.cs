namespace Portal.Scoring.Serving;

/// <summary>Why the portal says no, and goes on saying no.</summary>
internal sealed record WireRefusal(int Status, string Code, string Sentence)
{
    /// <summary>Whatever is said for the lease does not count any more.</summary>
    public bool IsLeaseLost => Code == "lease.lost" || Status is 401 or 403 or 404;

    /// <summary>The runner itself is not wanted: its token ended, it was retired, or it is not what was registered.</summary>
    public bool IsFinal => Status is 401 or 403 or 404 || Code.StartsWith("runner.", StringComparison.Ordinal) || Status == 400;
}

/// <summary>A value (perhaps none), a refusal, or nothing at all: then the same may be said again.</summary>
internal sealed record WireAnswer<T>(T? Value, WireRefusal? Refusal, string? Unreachable)
    where T : class
{
    public bool IsOk => Refusal is null && Unreachable is null;

    public static WireAnswer<T> Of(T? value) => new(value, null, null);

    public static WireAnswer<T> Refused(WireRefusal refusal) => new(null, refusal, null);

    public static WireAnswer<T> Nobody(string why) => new(null, null, why);
}

/// <summary>The value of an answer that has nothing to tell but that it was done.</summary>
internal sealed record WireDone
{
    public static WireDone Instance { get; } = new();
}
