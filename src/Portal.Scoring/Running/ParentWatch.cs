using System.Diagnostics;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Running;

/// <summary>Ends this process when the one that started it is gone: its end of our standard input closes then, however it died.</summary>
/// <remarks>Not PR_SET_PDEATHSIG: that fires when the starting <i>thread</i> ends, and a portal's threads come and go.</remarks>
internal static class ParentWatch
{
    public static void Start()
    {
        var thread = new Thread(Watch) { IsBackground = true, Name = "parent watch" };
        thread.Start();
    }

    private static void Watch()
    {
        using var input = Console.OpenStandardInput();
        var buffer = new byte[16];
        try
        {
            while (input.Read(buffer) > 0)
            {
                // Nothing is ever said to this process; only the end counts.
            }

            RemoveFolder();
        }
        catch (IOException)
        {
            // A broken pipe is an end as well.
        }
        finally
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
        }
    }

    private static void RemoveFolder()
    {
        var folder = Environment.CurrentDirectory;
        if (!Path.GetFileName(folder).StartsWith(ScoringProcess.FolderPrefix, StringComparison.Ordinal))
        {
            return;
        }

        // The scoring thread still runs and may be creating its file at this moment: then once more.
        for (var attempt = 0; attempt < 3 && Directory.Exists(folder); attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                // Nothing tells when the other thread lets go of it, and the process ends right after.
                Thread.Sleep(TimeSpan.FromMilliseconds(50));
            }
        }
    }
}
