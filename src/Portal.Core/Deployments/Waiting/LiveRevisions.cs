using Portal.Core.Registry;

namespace Portal.Core.Deployments.Waiting;

/// <summary>The live rows of an environment at one moment. Pure.</summary>
public sealed class LiveRevisions(IReadOnlyDictionary<ModelId, LivePlace> places)
{
    public static LiveRevisions None { get; } = new(new Dictionary<ModelId, LivePlace>());

    /// <summary>
    /// Rises with every change of a live row in the environment, because a row's revision only rises and rows are never removed: which
    /// state it is, as one number.
    /// </summary>
    public long Number { get; } = places.Values.Sum(place => place.Revision + 1);

    public IReadOnlyCollection<LivePlace> Places => [.. places.Values];

    public bool IsNewerThan(LivePlace seen) => places.TryGetValue(seen.Model, out var now) && now.Revision > seen.Revision;

    /// <summary>What changed or was added since.</summary>
    public IReadOnlyList<LivePlace> Since(LiveRevisions seen) => [.. places.Values.Where(place => seen.Of(place.Model) is not { } before || before.Revision < place.Revision)];

    public LivePlace? Of(ModelId model) => places.GetValueOrDefault(model);
}
