-- The honour rolls of all issues, with all their fields.
local frame, parts = use("frame"), use("parts")

return function(ctx)
	local page = {kind = "honours-page", title = t"荣誉榜", h.h1(t"荣誉榜")}
	for _, issue in ipairs(ctx.issues) do
		local roll = parts.roll(issue.roll, 2,
			h.a{href = ctx.link(issue.path), parts.issue_label(issue)})
		roll.id = "d" .. issue.date
		page[#page + 1] = roll
	end
	if #ctx.issues == 0 then
		page[#page + 1] = h.p(t"还没有荣誉榜。")
	end
	return frame(ctx, page)
end
