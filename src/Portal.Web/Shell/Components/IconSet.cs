using System.Collections.Frozen;

namespace Portal.Web.Shell.Components;

/// <summary>Paths of the icons, drawn on a 16 × 16 field with a 1.6 px line.</summary>
public static class IconSet
{
    private static readonly FrozenDictionary<string, string> s_paths = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["home"] = "M2.5 7.5 8 3l5.5 4.5V13h-11zM6.5 13V9.5h3V13",
        ["model"] = "M8 2l5 2.8v6.4L8 14l-5-2.8V4.8zM3 4.8 8 7.6l5-2.8M8 7.6V14",
        ["dataset"] = "M2.5 4c0-1.1 2.5-2 5.5-2s5.5.9 5.5 2-2.5 2-5.5 2-5.5-.9-5.5-2zM2.5 4v8c0 1.1 2.5 2 5.5 2s5.5-.9 5.5-2V4M2.5 8c0 1.1 2.5 2 5.5 2s5.5-.9 5.5-2",
        ["evaluation"] = "M6 2h4M6.5 2v4L3 12.5c-.4.8.1 1.5 1 1.5h8c.9 0 1.4-.7 1-1.5L9.5 6V2M4.8 9.5h6.4",
        ["promotion"] = "M8 13V3M4 7l4-4 4 4",
        ["environment"] = "M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.01M5 11h.01",
        ["monitoring"] = "M1.5 8h3l2-5 3 10 2-5h3",
        ["idea"] = "M6.5 11.5c0-1.600-2-2.400-2-5a3.5 3.5 0 0 1 7 0c0 2.600-2 3.400-2 5zM6.5 14h3",
        ["cost"] = "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM10 6c-.4-.7-1.1-1-2-1-1.1 0-2 .6-2 1.5C6 8.5 10 7.5 10 9.5c0 .9-.9 1.5-2 1.5-.9 0-1.7-.4-2.1-1.1M8 4v1M8 11v1",
        ["audit"] = "M4 2h6l3 3v9H4zM10 2v3h3M6.5 8.5h4M6.5 11h4",
        ["policy"] = "M8 1.8l5 2v4c0 3.2-2 5.4-5 6.4-3-1-5-3.2-5-6.4v-4z",
        ["exception"] = "M4 14V2.5h8l-2 3 2 3H4",
        ["member"] = "M8 2.5a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM2.5 14c.3-2.8 2.5-4.4 5.5-4.4s5.2 1.6 5.5 4.4",
        ["team"] = "M5.5 3.500a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.400zM1.5 13c.2-2.2 1.8-3.4 4-3.400s3.8 1.2 4 3.400M10.5 3.800a2 2 0 0 1 0 3.900M11.8 9.900c1.5.3 2.5 1.4 2.7 3.1",
        ["key"] = "M10.5 2.500a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8.3 7.7 2.5 13.500M4.5 11.500l1.8 1.800M6.5 9.500l1.5 1.5",
        ["job"] = "M8 5.500a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM8 1.800v2M8 12.200v2M1.8 8h2M12.2 8h2M3.6 3.6 5 5M11 11l1.4 1.400M3.6 12.4 5 11M11 5l1.4-1.4",
        ["runner"] = "M3.5 3.500h9v9h-9zM6.5 6.500h3v3h-3zM6 1.500v2M10 1.500v2M6 12.500v2M10 12.500v2M1.5 6h2M1.5 10h2M12.5 6h2M12.5 10h2",
        ["compliance"] = "M8 2v12M4 14h8M2.5 5h11M4.5 5 2.5 10h4zM11.5 5l-2 5h4z",
        ["search"] = "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3 14 14",
        ["theme"] = "M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.500a5.5 5.5 0 0 1 0 11",
        ["sun"] = "M8 5.200a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.600zM8 1.500v1.500M8 13v1.500M1.5 8H3M13 8h1.500M3.4 3.400l1.1 1.100M11.5 11.500l1.1 1.100M3.4 12.600l1.1-1.100M11.5 4.500l1.1-1.1",
        ["moon"] = "M13 9.600A5.5 5.5 0 1 1 6.4 3a4.5 4.5 0 0 0 6.6 6.600z",
        ["screen"] = "M2 3h12v8H2zM6 14h4M8 11v3",
        ["bell"] = "M4 11V7a4 4 0 0 1 8 0v4l1 1.500H3zM6.8 14h2.4",
        ["menu"] = "M2.5 4.500h11M2.5 8h11M2.5 11.500h11",
        ["down"] = "M4.5 6.5 8 10l3.5-3.5",
        ["right"] = "M6.5 4.5 10 8l-3.5 3.5",
        ["back"] = "M9.5 4.5 6 8l3.5 3.5",
        ["arrow"] = "M2.5 8h11M9.5 4l4 4-4 4",
        ["more"] = "M4.5 11.5l7-7M6 4.500h5.500V10",
        ["less"] = "M4.5 4.500l7 7M6 11.500h5.500V6",
        ["compare"] = "M3 6h10l-3-3M13 10H3l3 3",
        ["rollback"] = "M3 3v4h4M3.4 7A5 5 0 1 1 4 11.5",
        ["refresh"] = "M13 3v3.500H9.500M12.8 6.500A5 5 0 1 0 13 9",
        ["passed"] = "M3.5 8.500l3 3 6-7",
        ["failed"] = "M4 4l8 8M12 4l-8 8",
        ["missing"] = "M3.5 8h9",
        ["waived"] = "M4 14V2.500h8l-2 3 2 3H4",
        ["live"] = "M8 6.300a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.400zM4.5 4.500a5 5 0 0 0 0 7M11.5 4.500a5 5 0 0 1 0 7",
        ["queued"] = "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 5v3l2 1.5",
        ["stopped"] = "M4.5 4.500h7v7h-7z",
        ["info"] = "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 7.300v3.700M8 5h.01",
        ["warning"] = "M8 2.5 14.5 13.500h-13zM8 6.500v3.300M8 11.700h.01",
        ["copy"] = "M5.5 5.500h8v8h-8zM10.5 5.500v-3h-8v8h3",
        ["upload"] = "M8 10.500V2.500M4.5 6 8 2.5 11.5 6M2.5 10.500v3h11v-3",
        ["download"] = "M8 2.500v8M4.5 7 8 10.5 11.5 7M2.5 10.500v3h11v-3",
        ["plus"] = "M8 3v10M3 8h10",
        ["edit"] = "M3 13l.6-2.800L11 2.800l2.2 2.2-7.4 7.400z",
        ["close"] = "M4 4l8 8M12 4l-8 8",
        ["sign-out"] = "M9.5 3h-6v10h6M7 8h7M11.5 5.5 14 8l-2.5 2.5",
        ["link"] = "M6.5 9.500l3-3M7 5l1.5-1.500a2.8 2.8 0 0 1 4 4L11 9M9 11l-1.5 1.500a2.8 2.8 0 0 1-4-4L5 7",
        ["lock"] = "M4 7.500h8v6H4zM5.5 7.500V5a2.5 2.5 0 0 1 5 0v2.5",
        ["building"] = "M3.5 14V2.500h6V14M9.5 6.500h3V14M1.5 14h13M5.5 5h2M5.5 8h2M5.5 11h2",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Names => s_paths.Keys;

    /// <summary>Throws for a name that is not in the set: a missing icon is a defect, not an empty square.</summary>
    public static string Path(string name) =>
        s_paths.TryGetValue(name, out var path) ? path : throw new ArgumentException($"There is no icon '{name}'.", nameof(name));
}
