using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Portal.EndToEnd.Tests.Screens;

/// <summary>
/// Axe in a page that stays open: its script is put there once, and only what it finds comes back. The page has no frames, so that none
/// of the detours is needed that make each run as slow as a page load.
/// </summary>
internal static class Axe
{
    private const string Run =
        """
        async rules => (await axe.run(document, { resultTypes: ["violations"], ...(rules && { runOnly: { type: "rule", values: rules } }) }))
          .violations.map(found => `${found.id} (${found.help}) at ${found.nodes.slice(0, 3).map(node => node.html).join(" | ")}`)
        """;

    private static readonly string s_script = new BundledAxeScriptProvider().GetScript();

    /// <summary>Once after each navigation.</summary>
    public static Task BringAxeAsync(this IPage page) => page.EvaluateAsync(s_script);

    /// <param name="rules">Null for all.</param>
    /// <returns>Each violation in a line.</returns>
    public static Task<string[]> ViolationsAsync(this IPage page, string[]? rules) => page.EvaluateAsync<string[]>(Run, rules);
}
