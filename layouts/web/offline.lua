-- Shown by offline/worker.js where there is no network, for a page that was not kept.
local frame, parts = use("frame"), use("parts")

local function kept(ctx)
	local issue = ctx.issue
	if not issue then
		return nil
	end
	local list = h.ul{}
	for i, article in ipairs(issue.articles) do
		list[i] = h.li{h.a{href = ctx.link(article.path), article.title}}
	end
	return {h.h2{h.a{href = ctx.link(issue.path), parts.issue_label(issue)}}, list}
end

return function(ctx)
	return frame(ctx, {
		kind = "missing",
		unlisted = true,
		title = t"没有连上网络",
		h.h1(t"没有连上网络"),
		h.div{class = "body",
			h.p(t"这一页要连上网络才能看。最新一期已经存在这台设备上，现在就可以读："),
			kept(ctx),
		},
	})
end
