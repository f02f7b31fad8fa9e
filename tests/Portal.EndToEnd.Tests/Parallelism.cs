using Portal.EndToEnd.Tests;
using Portal.EndToEnd.Tests.Runners;
using Portal.EndToEnd.Tests.Screens;
using Xunit.Sdk;
using Xunit.v3;

// Each test starts a portal and a browser of its own: more of them beside each other only wait for each other.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Portal.EndToEnd.Tests;

/// <summary>What takes longest begins first: begun last, it would run alone while the other half of the machine waits.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly Type[] s_long = [typeof(EveryPageTests), typeof(RunnerTests)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(collection => Rank(collection)).ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal)];

    private static int Rank(ITestCollection collection) =>
        Array.FindIndex(s_long, type => collection.TestCollectionDisplayName.Contains(type.FullName!, StringComparison.Ordinal)) is >= 0 and var rank ? rank : s_long.Length;
}
