namespace Portal.Core.Registry;

/// <summary>Rows that a member wants every evaluation of a model to measure by themselves.</summary>
/// <param name="Name">What people call them: "Older women".</param>
/// <param name="Filter">Such as <c>age &gt;= 60 and sex = female</c>, in its canonical writing.</param>
public sealed record NamedSlice(string Name, string Filter);
