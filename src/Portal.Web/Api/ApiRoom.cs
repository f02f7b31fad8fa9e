using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Portal.Web.Tenancy.SignIn;

namespace Portal.Web.Api;

/// <summary>What all endpoints under /api share: problem details, JSON, paging, idempotency, OpenAPI.</summary>
public static class ApiRoom
{
    public const string Prefix = "/api/v1";

    /// <summary>The outer fence of every endpoint: a signed-in member. What the member may do is decided by the act.</summary>
    public const string MemberPolicy = "Member";

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            options.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        });

        // A value that does not fit is the caller's mistake in every environment, and never a page with the request's headers on it.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.AddAuthorizationBuilder().AddPolicy(MemberPolicy, policy => policy.RequireAuthenticatedUser());
        services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Portal", Version = "v1", Description = "Everything that the pages do, for programs. Sign in with a personal access token." };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
            {
                ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
            document.Servers = [];
            return Task.CompletedTask;
        }));
        return services;
    }

    /// <summary>First of all: a defect behind it answers as everything under /api does, and its cause goes to the log.</summary>
    public static WebApplication UseApiDefects(this WebApplication app)
    {
        app.UseWhen(context => SessionEvents.IsApi(context.Request), api => api.UseExceptionHandler(defect => defect.Run(context =>
            Problems.Of(StatusCodes.Status500InternalServerError, "defect", "That did not work", "The cause is in the server's log. Ask for the state before you try again.").ExecuteAsync(context))));
        return app;
    }

    /// <summary>After authentication, before the endpoints.</summary>
    public static WebApplication UseApi(this WebApplication app)
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase), api =>
        {
            api.UseStatusCodePages();
            api.UseMiddleware<CookieCallers>();
            api.UseMiddleware<Idempotency>();
        });
        return app;
    }

    /// <summary>The group in which every room maps its endpoints.</summary>
    public static RouteGroupBuilder MapApiGroup(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        return app.MapGroup(Prefix).RequireAuthorization(MemberPolicy);
    }
}
