using System.Reflection;
using Portal.Core.Storage;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Portal.TestSupport;

/// <summary>Runs a theory once on each database that can be had: <c>[Theory, EveryDatabase]</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryDatabaseAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow(DatabaseProviderName.Sqlite), new TheoryDataRow(DatabaseProviderName.PostgreSql)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
