using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Portal.Web.Shell;

/// <summary>Keeps a defect of one page inside that page: the frame stays, and the next page works.</summary>
public sealed partial class PageBoundary : ErrorBoundaryBase
{
    [Inject]
    private ILogger<PageBoundary> Logger { get; set; } = null!;

    protected override Task OnErrorAsync(Exception exception)
    {
        Log.PageBroke(Logger, exception);
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
        }
        else if (ErrorContent is not null)
        {
            builder.AddContent(1, ErrorContent(CurrentException));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3003, Level = LogLevel.Error, Message = "A page broke while it was drawn")]
        public static partial void PageBroke(ILogger logger, Exception exception);
    }
}
