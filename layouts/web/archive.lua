-- All issues, newest first, by year and month.
local frame, parts = use("frame"), use("parts")

local function entry(ctx, issue)
	local headlines = h.ul{class = "headlines"}
	for i, article in ipairs(issue.articles) do
		headlines[i] = h.li{h.a{href = ctx.link(article.path), article.title}}
	end
	return h.li{
		h.h4{h.a{href = ctx.link(issue.path),
			h.time{datetime = issue.date, t"%d日":format(issue.day)},
			h.span{class = "weekday", issue.weekday},
			issue.number and h.span{t"总第%d期":format(issue.number)}}},
		headlines,
	}
end

return function(ctx)
	local page = {kind = "archive", title = t"往期", h.h1(t"往期")}
	local year, month, list, years = nil, nil, nil, h.ul{}
	for _, issue in ipairs(ctx.issues) do
		if issue.year ~= year then
			year, month = issue.year, nil
			page[#page + 1] = h.h2{class = "rule", id = "y" .. year, t"%d年":format(year)}
			years[#years + 1] = h.li{h.a{href = "#y" .. year, t"%d年":format(year)}}
		end
		if issue.month ~= month then
			month = issue.month
			list = h.ul{class = "issues"}
			page[#page + 1] = h.section{class = "month", h.h3(t"%d月":format(month)), list}
		end
		list[#list + 1] = entry(ctx, issue)
	end
	if #years > 1 then
		table.insert(page, 2, h.nav{class = "pages", ["aria-label"] = t"年份", years})
	end
	if not year then
		page[#page + 1] = h.p(t"还没有出版。")
	end
	return frame(ctx, page)
end
