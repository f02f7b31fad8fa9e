using System.CommandLine;
using System.Globalization;
using Portal.Web.Host;

namespace Portal.Web.Commands;

/// <summary>
/// The verbs of the host. Results go to standard output, complaints to standard error; 0 is done, 1 refused or failed, 2 used wrongly.
/// </summary>
public static class PortalCommands
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int UsedWrongly = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        // Sentences are kept, compared and sent: they say the same on every machine, whatever its language.
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

        // What the web host itself understands (--urls, --Portal:…) is passed through when no verb is given.
        if (args.Length == 0 || (args[0].StartsWith('-') && args[0] is not ("--help" or "-h" or "-?" or "--version")))
        {
            return await ServeCommand.RunAsync(args);
        }

        var root = new RootCommand("Portal: governance for AI models. Without a verb it serves the web pages and the API.")
        {
            ServeCommand.Create(),
            MigrateCommand.Create(),
            SeedCommand.Create(),
            TenantCommand.Create(),
            TokenCommand.Create(),
            AuditCommand.Create(),
            EvaluationCommand.Create(),
            OutboxCommand.Create(),
            DoctorCommand.Create(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync("Use --help to see what is possible.");
            return UsedWrongly;
        }

        return await parsed.InvokeAsync();
    }

    /// <summary>Builds the services that commands need and runs one.</summary>
    internal static Task<int> WithPortalAsync(Func<IServiceProvider, Task<int>> run) => AnswerAsync(async () =>
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = ContentRoot.Path });
        builder.Logging.ClearProviders();
        builder.AddPortal();
        using var host = builder.Build();
        return await run(host.Services);
    });

    /// <summary>What is refused, or can't be had, becomes a sentence and an exit code.</summary>
    internal static async Task<int> AnswerAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (ConfigurationException wrong)
        {
            return await ComplainAsync(wrong.Message);
        }
        catch (System.Data.Common.DbException broken)
        {
            return await ComplainAsync($"The database did not answer: {broken.Message} Is it there and migrated? 'doctor' tells more.");
        }
        catch (IOException broken)
        {
            return await ComplainAsync(broken.Message);
        }
        catch (UnauthorizedAccessException broken)
        {
            return await ComplainAsync(broken.Message);
        }
    }

    internal static async Task<int> ComplainAsync(string sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return Failed;
    }
}
