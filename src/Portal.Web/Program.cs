using Portal.Web.Commands;

return await PortalCommands.RunAsync(args);
