-- The issues of a year: a calendar, then their headlines. archive/ shows the newest year.
local frame, parts, calendar = use("frame"), use("parts"), use("calendar")

local most = 8 -- headlines of one issue

local headline = part(function(of) return h.li{h.a{href = of.href, of.title}} end)

local issue_of = part(function(of)
	return h.li{
		h.h3{h.a{href = of.href,
			h.time{datetime = of.date, of.day},
			h.span{class = "weekday", of.weekday},
			when(of.number, h.span{of.number})}},
		h.ul{class = "headlines", of.headlines},
	}
end)

local function entry(ctx, issue)
	local headlines = {}
	for i, article in ipairs(issue.articles) do
		if i <= most then
			headlines[i] = headline{href = ctx.link(article.path), title = article.title}
		end
	end
	return issue_of{
		href = ctx.link(issue.path), date = issue.date, day = t"%d日":format(issue.day),
		weekday = issue.weekday, number = issue.number and t"总第%d期":format(issue.number),
		headlines = headlines,
	}
end

-- The issues of each month, and by day.
local function months_of(issues)
	local months = {}
	for _, issue in ipairs(issues) do
		local month = months[issue.month] or {by_day = {}}
		months[issue.month] = month
		month[#month + 1] = issue
		month.by_day[issue.day] = issue
	end
	return months
end

local function calendars(ctx, months, first, last)
	local list = h.div{class = "calendars"}
	for month = first, last do
		list[#list + 1] = calendar(ctx, ctx.year, month, months[month] and months[month].by_day or {})
	end
	return list
end

local function years(ctx)
	local list = h.ol{}
	for i, year in ipairs(ctx.years) do
		list[i] = h.li{h.a{href = ctx.link(year.path),
			["aria-current"] = year.year == ctx.year and "page",
			t"%d年":format(year.year), h.span{t"%d期":format(year.issues)}}}
	end
	return h.nav{class = "pages years", ["aria-label"] = t"年份", list}
end

return function(ctx)
	if not ctx.year then
		return frame(ctx, {kind = "archive", title = t"往期", h.h1(t"往期"),
			h.p(t"还没有出版。")})
	end
	local page = {kind = "archive", title = t"往期" .. " " .. t"%d年":format(ctx.year),
		h.h1{t"往期", " ", t"%d年":format(ctx.year)}, years(ctx)}
	local months = months_of(ctx.issues)
	local first, last = ctx.issues[#ctx.issues].month, ctx.issues[1].month
	page[#page + 1] = calendars(ctx, months, first, last)
	for month = last, first, -1 do
		local list = h.ul{class = "issues"}
		for i, issue in ipairs(months[month] or {}) do
			list[i] = entry(ctx, issue)
		end
		page[#page + 1] = list[1] and h.section{class = "month", h.h2(t"%d月":format(month)), list}
			or {}
	end
	return frame(ctx, page)
end
