using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Audit;
using Portal.Statistics.Metrics;

namespace Portal.Web.Tests.Architecture;

public sealed class TypeTests
{
    private static readonly Assembly[] s_ours = [typeof(Refusal).Assembly, typeof(ConfusionMatrix).Assembly, typeof(Portal.Scoring.Contract.ScoringSpec).Assembly, typeof(Portal.Web.Host.PortalHost).Assembly];

    /// <summary>A class is made for inheritance or it is sealed. Components are classes that the compiler of pages writes.</summary>
    [Fact]
    public void Class_IsSealedStaticOrAbstract() =>
        Assert.Empty(
            from assembly in s_ours
            from type in assembly.GetTypes()
            where type is { IsClass: true, IsSealed: false, IsAbstract: false } && type.GetCustomAttribute<CompilerGeneratedAttribute>() is null
            where !typeof(IComponent).IsAssignableFrom(type) && type.Name[0] is not ('<' or '_') && type.Namespace?.StartsWith("Portal", StringComparison.Ordinal) == true
            where !Array.Exists(s_ours.SelectMany(ours => ours.GetTypes()).ToArray(), other => other.BaseType == type)
            select type.FullName);

    /// <summary>What changes state begins a unit of work; whatever saves past it would leave the trail without an entry.</summary>
    [Fact]
    public void SaveChanges_IsCalledByTheUnitOfWorkAndAFewWithAReason()
    {
        string[] reasoned =
        [
            "Audit/UnitOfWork.cs", // the one place
            "Storage/PortalDbContext.cs", // defines it
            "Tenancy/TenantDirectory.cs", // makes the tenant's row and the chain's first head, before there is a chain
            "Costs/Usage/Receiving/UsageTransaction.cs", // usage comes by the second; its records are the trail of it
            "Costs/Savings/FindSavings.cs", // that the day was looked at and nothing found is a mark, and no fact
            "Costs/Currencies/EnterExchangeRate.cs", // inside its unit: a replaced rate goes before its successor comes, which has the same key
            "Api/Idempotency.cs", // remembers answers; changes nothing that people see
        ];

        Assert.Empty(
            from floor in new[] { "Portal.Core", "Portal.Web" }
            from source in SourceFiles.Of("src", floor)
            where source.Text.Contains(".SaveChangesAsync(", StringComparison.Ordinal) && !reasoned.Contains(source.Path)
            select source.Path);
    }

    [Fact]
    public void AuditEntry_HasNoSetter() =>
        Assert.Empty(
            from property in typeof(AuditEntry).GetProperties()
            where property.SetMethod is { } setter && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
            select property.Name);

    [Fact]
    public void Files_StayShort()
    {
        const int longest = 300;

        Assert.Empty(
            from folder in new[] { "src", "tests", "benchmarks" }
            from source in SourceFiles.Of(folder)
            let lines = source.Text.AsSpan().Count('\n')
            where lines > longest
            select $"{folder}/{source.Path}: {lines} lines");
    }
}
