namespace Portal.Statistics.Tests.Reference;

/// <summary>All classes that answer reference numbers.</summary>
internal static class ReferenceFiles
{
    private static readonly IReferenceFile[] s_all =
    [
        .. typeof(IReferenceFile).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IReferenceFile)))
            .Select(type => (IReferenceFile)Activator.CreateInstance(type)!),
    ];

    public static IReferenceFile? Named(string name) => Array.Find(s_all, file => file.Name == name);
}
