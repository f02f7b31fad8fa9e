using System.Reflection;
using System.Text.RegularExpressions;
using Portal.Core;
using Portal.Core.Costs.Currencies;
using Portal.Statistics.Forecasting.Spend;

namespace Portal.Web.Tests.Architecture;

/// <summary>
/// Money is a decimal with its currency: the rooms that hold and compute it know no binary floating point, neither by name nor by
/// inference. What statistics make of money goes in and comes out as decimals, and is converted in one place of Portal.Statistics.
/// </summary>
public sealed partial class MoneyIsDecimalTests
{
    private static readonly string[] s_rooms = ["Portal.Core.Costs", "Portal.Core.Placement"];

    /// <summary>Files of these rooms that may name a double, each with its reason.</summary>
    private static readonly Dictionary<string, string> s_reasoned = new(StringComparer.Ordinal)
    {
        ["Costs/Economics/Owned.cs"] = "a logarithm gives a number of months, which is no money",
        ["Costs/Usage/Reading/ReadAttributes.cs"] = "telemetry sends counts of tokens as floating point; they become whole numbers here",
        ["Costs/Usage/Reading/SpanReading.cs"] = "how long a call took",
        ["Costs/Usage/Reading/ReportedUsage.cs"] = "how long a call took",
        ["Costs/Usage/UsageRecord.cs"] = "how long a call took",
        ["Costs/Charges/ChargeImport.cs"] = "how much of a file is read",
        ["Costs/Charges/Reading/FocusHeader.cs"] = "how alike two names of columns are",
        ["Costs/Charges/Reading/ChargeFile.cs"] = "how much of a file is read",
        ["Costs/Charges/Browsing/ImportList.cs"] = "how much of a file is read",
        ["Costs/Charges/Importing/ImportHeartbeat.cs"] = "how much of a file is read",
        ["Costs/Charges/Importing/StageCharges.cs"] = "how much of a file is read",
        ["Costs/Savings/Finding/SavingFacts.cs"] = "the quality of a version, as its evaluation measured it",
        ["Placement/MeasuredWorkload.cs"] = "the speed of a model, as its evaluation measured it; it becomes a decimal here",
        ["Placement/Comparing/PlacementBreakEven.cs"] = "steps of a search, as powers of two; what is found is computed again in decimals",
        ["Placement/Comparing/PlacementSensitivity.cs"] = "steps of a search, as powers; what is found is computed again in decimals",
    };

    /// <summary>Types that hand on what such a file holds without naming it, each with its reason.</summary>
    private static readonly Dictionary<string, string> s_carriers = new(StringComparer.Ordinal)
    {
        ["MeasuredUseReader"] = "reads the measured qualities of SavingFacts.cs",
    };

    /// <summary>Where no statistic's number may be handed on under another name.</summary>
    private static readonly string[] s_computing =
        [.. new[] { "Currencies", "Sums", "Views", "Forecasts", "Budgets", "Anomalies", "UnitCosts" }.Select(room => $"Portal.Core.Costs.{room}")];

    /// <summary>The one place of Portal.Statistics where a decimal becomes a double, and a double a decimal.</summary>
    private const string Boundary = "Forecasting/Spend/SpendNumbers.cs";

    [Fact]
    public void Source_OfMoney_NamesNoFloatingPoint() =>
        Assert.Empty(
            from source in SourceFiles.Of("src", "Portal.Core")
            where source.Path.StartsWith("Costs/", StringComparison.Ordinal) || source.Path.StartsWith("Placement/", StringComparison.Ordinal)
            where !s_reasoned.ContainsKey(source.Path)
            from line in source.Text.Split('\n').Select((text, at) => (Text: Comment().Replace(text, ""), Number: at + 1))
            where Floating().IsMatch(line.Text)
            select $"{source.Path}:{line.Number}: {line.Text.Trim()}");

    [Fact]
    public void Reason_IsGivenForFilesThatExistAndNeedOne() =>
        Assert.Empty(
            from path in s_reasoned.Keys
            let source = SourceFiles.Of("src", "Portal.Core").FirstOrDefault(source => source.Path == path)
            where source.Text is null || !Floating().IsMatch(source.Text)
            select path);

    /// <summary>Fields, properties, parameters and results; where money is computed and forecast, what is inferred inside a method as well.</summary>
    [Fact]
    public void Type_OfMoney_HoldsNoFloatingPoint()
    {
        var reasoned = SourceFiles.Of("src", "Portal.Core").Where(source => s_reasoned.ContainsKey(source.Path)).SelectMany(source => Declared().Matches(source.Text)).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(
            from type in typeof(Refusal).Assembly.GetTypes()
            where s_rooms.Any(room => IsIn(type, room)) && !reasoned.Contains(Outer(type).Name) && !s_carriers.ContainsKey(Outer(type).Name)
            from held in Held(type, s_computing.Any(room => IsIn(type, room)))
            where IsFloating(held.Type)
            select $"{type.FullName}: {held.Name} is {held.Type.Name}");
    }

    [Fact]
    public void Money_IsADecimalAndItsCurrency() =>
        Assert.Equal([("Amount", typeof(decimal)), ("Currency", typeof(string))], typeof(Money).GetProperties().Select(property => (property.Name, property.PropertyType)).OrderBy(pair => pair.Name, StringComparer.Ordinal));

    /// <summary>What the rooms of money see of the statistics of spend.</summary>
    [Fact]
    public void Statistics_OfSpend_TakeAndGiveDecimals() =>
        Assert.Empty(
            from type in typeof(SpendForecast).Assembly.GetExportedTypes()
            where type.Namespace == typeof(SpendForecast).Namespace
            from member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            from used in Used(member)
            where IsFloating(used)
            select $"{type.Name}.{member.Name}");

    [Fact]
    public void Conversion_OfMoneyIntoNumbers_HasOnePlace() =>
        Assert.Equal(
            [Boundary],
            from source in SourceFiles.Of("src", "Portal.Statistics")
            where source.Path.StartsWith("Forecasting/", StringComparison.Ordinal) && Cast().IsMatch(source.Text.Replace("(decimal)_", "", StringComparison.Ordinal))
            select source.Path);

    private static bool IsIn(Type type, string room) => type.Namespace == room || type.Namespace?.StartsWith(room + ".", StringComparison.Ordinal) == true;

    private static Type Outer(Type type) => type.DeclaringType is { } outer ? Outer(outer) : type;

    private static IEnumerable<(string Name, Type Type)> Held(Type type, bool inside)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var field in type.GetFields(all))
        {
            yield return (field.Name, field.FieldType);
        }

        foreach (var method in type.GetMethods(all).Cast<MethodBase>().Concat(type.GetConstructors(all)))
        {
            foreach (var used in Used(method).Concat(inside ? method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? [] : []))
            {
                yield return (method.Name, used);
            }
        }
    }

    private static IEnumerable<Type> Used(MemberInfo member) => member switch
    {
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        MethodInfo method => [method.ReturnType, .. method.GetParameters().Select(parameter => parameter.ParameterType)],
        ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        _ => [],
    };

    private static bool IsFloating(Type type) =>
        type == typeof(double) || type == typeof(float) || type == typeof(Half)
        || (type.HasElementType && IsFloating(type.GetElementType()!)) || (type.IsGenericType && type.GetGenericArguments().Any(IsFloating));

    /// <summary>The words, and numbers with a point that are no decimals.</summary>
    [GeneratedRegex(@"\b(double|float|Double|Half)\b|(?<!#)\b\d[\d_]*\.\d[\d_]*(?![\d_m.])|\b\d[\d_]*[dDfF]\b|\b\d+[eE]-?\d", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Floating();

    [GeneratedRegex(@"//.*|""(\\.|[^""\\])*""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b(class|record struct|record|struct|interface) (?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Declared();

    [GeneratedRegex(@"\(decimal\)|\(double\)(amount|money)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Cast();
}
